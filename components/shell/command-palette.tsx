"use client"

import { Command } from "cmdk"
import { History, Keyboard, Languages, LogOut, Phone, Search, SunMoon, Ticket } from "lucide-react"
import { useRouter } from "next/navigation"
import { useLocale, useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { useDial } from "@/components/dialling/dial-context"
import { CategoryIcon } from "@/components/inbox/category-icon"
import { useInboxes } from "@/components/session/inboxes-provider"
import { useTheme } from "@/components/session/use-theme"
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog"
import { localeNames, locales } from "@/lib/i18n/locales"
import { categories, categoryPath } from "@/lib/inboxes/rules"
import { chooseLanguage } from "@/lib/preferences/actions"
import { themes } from "@/lib/preferences/rules"
import { leave } from "./leave"
import { ticketNumberIn } from "./ticket-number"
import type { TypeAhead } from "./type-ahead"

const item =
  "flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-2 data-[selected=true]:bg-surface-3 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3"
const group =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-3"

type CommandPaletteProps = {
  /** What was typed while this was loading. */
  typeAhead: TypeAhead
  onClose: () => void
  onHelp: () => void
}

/** Goes to a ticket by its number, to an inbox's category, or does something, from the keyboard. */
export function CommandPalette({ typeAhead, onClose, onHelp }: CommandPaletteProps) {
  const t = useTranslations()
  const router = useRouter()
  const locale = useLocale()
  const inboxes = useInboxes()
  const dial = useDial()
  const [, chooseTheme] = useTheme()
  const [typed, setTyped] = useState("")
  const [, startTransition] = useTransition()
  const number = ticketNumberIn(typed)
  const act = (work: () => void) => () => {
    onClose()
    work()
  }
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent className="top-24 max-w-[560px] translate-y-0 gap-0 p-0" aria-describedby={undefined}>
        <DialogTitle className="sr-only">{t("shell.search.title")}</DialogTitle>
        <Command label={t("shell.search.title")} loop>
          <div className="flex items-center gap-2 border-b px-4">
            <Search aria-hidden className="size-4 text-ink-3" />
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              onFocus={() => setTyped((before) => before + typeAhead.end())}
              placeholder={t("shell.search.placeholder")}
              className="h-12 w-full bg-transparent pr-8 text-14 focus-visible:outline-none"
            />
          </div>
          <Command.List className="max-h-[min(400px,60dvh)] overflow-y-auto p-2">
            <Command.Empty className="prose-ja px-2 py-6 text-center text-ink-2">
              {t("shell.search.empty")}
            </Command.Empty>
            {number !== null && (
              <Command.Group heading={t("shell.search.tickets")} className={group} forceMount>
                <Command.Item
                  value={`ticket ${typed}`}
                  className={item}
                  onSelect={act(() => router.push(`/tickets/${number}`))}
                >
                  <Ticket aria-hidden />
                  <span>{t("shell.search.goToTicket", { number })}</span>
                </Command.Item>
              </Command.Group>
            )}
            <Command.Group heading={t("shell.search.inboxes")} className={group}>
              {inboxes.flatMap((inbox) =>
                categories.map((category) => (
                  <Command.Item
                    key={`${inbox.id} ${category}`}
                    value={`${inbox.name} ${t(`common.category.${category}`)} ${inbox.id}`}
                    className={item}
                    onSelect={act(() => router.push(categoryPath(inbox.id, category)))}
                  >
                    <CategoryIcon category={category} />
                    <span className="truncate text-ink-2">{inbox.name}</span>
                    <span>{t(`common.category.${category}`)}</span>
                  </Command.Item>
                )),
              )}
            </Command.Group>
            <Command.Group heading={t("shell.search.actions")} className={group}>
              {dial && (
                <Command.Item value={t("dial.title")} className={item} onSelect={act(() => dial())}>
                  <Phone aria-hidden />
                  <span>{t("dial.title")}</span>
                </Command.Item>
              )}
              {inboxes.length > 0 && (
                <Command.Item
                  value={t("shell.calls")}
                  className={item}
                  onSelect={act(() => router.push("/calls"))}
                >
                  <History aria-hidden />
                  <span>{t("shell.calls")}</span>
                </Command.Item>
              )}
              {locales
                .filter((one) => one !== locale)
                .map((one) => (
                  <Command.Item
                    key={one}
                    value={`${t("shell.language")} ${localeNames[one]}`}
                    className={item}
                    onSelect={act(() => startTransition(() => chooseLanguage(one)))}
                  >
                    <Languages aria-hidden />
                    <span className="text-ink-2">{t("shell.language")}</span>
                    <span lang={one}>{localeNames[one]}</span>
                  </Command.Item>
                ))}
              {themes.map((theme) => (
                <Command.Item
                  key={theme}
                  value={`${t("shell.theme")} ${t(`shell.themes.${theme}`)}`}
                  className={item}
                  onSelect={act(() => chooseTheme(theme))}
                >
                  <SunMoon aria-hidden />
                  <span className="text-ink-2">{t("shell.theme")}</span>
                  <span>{t(`shell.themes.${theme}`)}</span>
                </Command.Item>
              ))}
              <Command.Item value={t("shell.help.open")} className={item} onSelect={act(onHelp)}>
                <Keyboard aria-hidden />
                <span>{t("shell.help.open")}</span>
              </Command.Item>
              <Command.Item value={t("shell.signOut")} className={item} onSelect={act(() => void leave())}>
                <LogOut aria-hidden />
                <span>{t("shell.signOut")}</span>
              </Command.Item>
            </Command.Group>
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  )
}
