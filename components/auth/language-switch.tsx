"use client"

import { Globe } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { useTransition } from "react"
import { cn } from "@/lib/cn"
import { localeNames, locales } from "@/lib/i18n/locales"
import { chooseLanguage } from "@/lib/preferences/actions"

/** The languages side by side, each in its own words. */
export function LanguageSwitch() {
  const t = useTranslations("auth.footer")
  const current = useLocale()
  const [, startTransition] = useTransition()
  return (
    <fieldset className="flex items-center gap-1 text-12">
      <legend className="sr-only">{t("language")}</legend>
      <Globe aria-hidden className="size-3.5 text-ink-3" />
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => startTransition(() => chooseLanguage(locale))}
          className={cn("rounded-sm px-1.5 py-1 text-ink-3 hover:text-ink", locale === current && "text-ink")}
        >
          {localeNames[locale]}
        </button>
      ))}
    </fieldset>
  )
}
