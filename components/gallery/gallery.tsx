"use client"

import { QueryClientProvider } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState, useSyncExternalStore } from "react"
import { LanguageSwitch } from "@/components/auth/language-switch"
import { createQueryClient } from "@/components/session/query-client"
import { useTheme } from "@/components/session/use-theme"
import { Segmented } from "@/components/ui/segmented"
import { Toaster } from "@/components/ui/toaster"
import { TooltipProvider } from "@/components/ui/tooltip"
import { themes } from "@/lib/preferences/rules"
import { Controls } from "./controls"
import { Marks } from "./marks"
import { Overlays } from "./overlays"
import { PhoneStates } from "./phone-states"

const never = () => () => undefined

/** Every primitive and every state of the phone on one page, from fixtures: to look at while one changes them. */
export function Gallery() {
  const t = useTranslations("shell")
  const [queries] = useState(createQueryClient)
  const [theme, chooseTheme] = useTheme()
  const isInBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return (
    <QueryClientProvider client={queries}>
      <TooltipProvider delayDuration={400}>
        <main data-slot="gallery" className="min-h-full bg-surface px-6 pb-24">
          <header className="flex min-h-14 flex-wrap items-center gap-4 py-2">
            <h1 lang="en" className="mr-auto text-16 font-semibold">
              Gallery
            </h1>
            <Segmented
              label={t("theme")}
              value={theme}
              onValueChange={chooseTheme}
              options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
            />
            <LanguageSwitch />
          </header>
          <Controls />
          <Overlays />
          <Marks />
          {isInBrowser && <PhoneStates />}
        </main>
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>
  )
}
