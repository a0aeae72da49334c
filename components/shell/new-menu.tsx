"use client"

import { ChevronDown, Phone, Plus } from "lucide-react"
import { useTranslations } from "next-intl"
import { useDial } from "@/components/dialling/dial-context"
import { printedKey } from "@/components/session/shortcuts"
import { buttonVariants } from "@/components/ui/button"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"
import { cn } from "@/lib/cn"

/** 「新規作成」: what can be begun (C1). Nothing for whoever could begin nothing. */
export function NewMenu() {
  const t = useTranslations("dial")
  const dial = useDial()
  if (!dial) return null
  return (
    <DropdownMenu>
      <DropdownMenuTrigger aria-label={t("new")} className={cn(buttonVariants(), "px-2.5")}>
        <Plus aria-hidden />
        <span className="max-wide:hidden">{t("new")}</span>
        <ChevronDown aria-hidden className="text-ink-3 max-wide:hidden" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" aria-label={t("new")}>
        <DropdownMenuItem onSelect={() => dial()} shortcut={printedKey("dial")}>
          <Phone aria-hidden />
          <span>{t("title")}</span>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
