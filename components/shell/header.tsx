"use client"

import { CircleHelp } from "lucide-react"
import { useTranslations } from "next-intl"
import { printedKey } from "@/components/session/shortcuts"
import { PhoneStatus } from "@/components/softphone/phone-status"
import { IconButton } from "@/components/ui/icon-button"
import { InboxSwitcher } from "./inbox-switcher"
import { NarrowMenu } from "./narrow-menu"
import { OwnMenu } from "./own-menu"
import { SearchButton } from "./search-button"
import { StaleBadge } from "./stale-badge"

type HeaderProps = { onSearch: () => void; onHelp: () => void }

/** Where one is, where one can go, how the phone stands, and oneself. */
export function Header({ onSearch, onHelp }: HeaderProps) {
  const t = useTranslations("shell")
  return (
    <header className="flex h-(--h-header) shrink-0 items-center gap-1 border-b bg-bg px-2 wide:gap-2 wide:pr-3">
      <NarrowMenu />
      <InboxSwitcher />
      <SearchButton onSearch={onSearch} />
      <span className="grow max-wide:hidden" />
      <StaleBadge />
      <PhoneStatus />
      <IconButton
        label={t("help.open")}
        shortcut={printedKey("help")}
        onClick={onHelp}
        className="max-wide:hidden"
      >
        <CircleHelp aria-hidden />
      </IconButton>
      <OwnMenu onHelp={onHelp} />
    </header>
  )
}
