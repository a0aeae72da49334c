"use client"

import { Keyboard, LogOut, MonitorX } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { useTransition } from "react"
import { useMember } from "@/components/session/member-context"
import { printedKey } from "@/components/session/shortcuts"
import { useTheme } from "@/components/session/use-theme"
import { Avatar } from "@/components/ui/avatar"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"
import { isLocale, localeNames, locales } from "@/lib/i18n/locales"
import { chooseLanguage } from "@/lib/preferences/actions"
import { isTheme, themes } from "@/lib/preferences/rules"
import { leave } from "./leave"

/** Who is signed in; language, theme, shortcuts, and the way out. */
export function OwnMenu({ onHelp }: { onHelp: () => void }) {
  const t = useTranslations("shell")
  const member = useMember()
  const locale = useLocale()
  const [theme, chooseTheme] = useTheme()
  const [, startTransition] = useTransition()
  return (
    <DropdownMenu>
      <DropdownMenuTrigger aria-label={t("ownMenu")} className="rounded-[50%]">
        <Avatar name={member.name} self />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        <div className="px-2 py-1.5">
          <p className="truncate font-semibold">{member.name}</p>
          <p className="truncate text-12 text-ink-3">{member.email}</p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t("language")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={locale}
          onValueChange={(value) =>
            startTransition(() => (isLocale(value) ? chooseLanguage(value) : undefined))
          }
        >
          {locales.map((one) => (
            <DropdownMenuRadioItem key={one} value={one} lang={one}>
              {localeNames[one]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t("theme")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={(value) => isTheme(value) && chooseTheme(value)}>
          {themes.map((one) => (
            <DropdownMenuRadioItem key={one} value={one}>
              {t(`themes.${one}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={onHelp} shortcut={printedKey("help")}>
          <Keyboard aria-hidden />
          <span>{t("help.open")}</span>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void leave()}>
          <LogOut aria-hidden />
          <span>{t("signOut")}</span>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void leave("everywhere")}>
          <MonitorX aria-hidden />
          <span>{t("signOutEverywhere")}</span>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
