"use client"

import { CircleHelp, Menu, RefreshCw, Search, X } from "lucide-react"
import { useTranslations } from "next-intl"
import * as Drawer from "radix-ui/dialog"
import { useState } from "react"
import { printedKey } from "@/components/session/shortcuts"
import { PhoneStatus } from "@/components/softphone/status/phone-status"
import { Badge } from "@/components/ui/badge"
import { IconButton } from "@/components/ui/icon-button"
import { Kbd } from "@/components/ui/kbd"
import { staysOpen } from "@/components/ui/key-press"
import { Tooltip } from "@/components/ui/tooltip"
import { useRealtimeHealth } from "@/lib/realtime/use-realtime-health"
import { InboxSwitcher } from "./inbox-switcher"
import { NewMenu } from "./new-menu"
import { OwnMenu } from "./own-menu"
import { Sidebar } from "./sidebar"
import { useIsApple } from "./use-is-apple"

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
      <NewMenu />
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

/** Says when what is on the screen may be old (K7); nothing while it is live. */
function StaleBadge() {
  const t = useTranslations("shell")
  const isStale = useRealtimeHealth() === "stale"
  return (
    <div role="status">
      {isStale && (
        <Tooltip label={t("staleHint")}>
          <Badge tone="wait" tabIndex={0} className="h-7">
            <RefreshCw aria-hidden />
            <span>{t("stale")}</span>
          </Badge>
        </Tooltip>
      )}
    </div>
  )
}

/** Opens the palette: a field's look where there is room, an icon where there is not. */
function SearchButton({ onSearch }: { onSearch: () => void }) {
  const t = useTranslations("shell.search")
  const key = printedKey("search", useIsApple())
  return (
    <button
      type="button"
      onClick={onSearch}
      aria-label={t("open")}
      aria-keyshortcuts="Meta+K Control+K"
      className="flex h-8 min-w-0 items-center gap-2 rounded-md text-ink-3 max-wide:ml-auto max-wide:size-9 max-wide:shrink-0 max-wide:justify-center max-wide:text-ink-2 max-wide:hover:bg-surface-3 wide:w-[400px] wide:border wide:border-line-2 wide:bg-surface wide:pr-2 wide:pl-2.5"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="truncate max-wide:hidden">{t("placeholder")}</span>
      <Kbd className="ml-auto max-wide:hidden">{key}</Kbd>
    </button>
  )
}

/** The sidebar behind a button, where it does not fit beside the columns. */
function NarrowMenu() {
  const t = useTranslations("shell")
  const common = useTranslations("common")
  const [isOpen, setOpen] = useState(false)
  return (
    <Drawer.Root open={isOpen} onOpenChange={setOpen}>
      <Drawer.Trigger asChild>
        <button
          type="button"
          aria-label={t("openMenu")}
          className="inline-flex size-9 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-surface-3 desk:hidden"
        >
          <Menu aria-hidden className="size-[18px]" />
        </button>
      </Drawer.Trigger>
      <Drawer.Portal>
        <Drawer.Overlay className="fixed inset-0 z-40 bg-scrim desk:hidden" />
        <Drawer.Content
          aria-describedby={undefined}
          onEscapeKeyDown={staysOpen()}
          className="fixed inset-y-0 left-0 z-40 flex w-64 flex-col bg-bg shadow-float focus:outline-none desk:hidden"
        >
          <div className="flex h-(--h-header) items-center justify-between border-b pr-2 pl-4">
            <Drawer.Title className="font-semibold">{t("openMenu")}</Drawer.Title>
            <Drawer.Close asChild>
              <IconButton label={common("close")}>
                <X aria-hidden />
              </IconButton>
            </Drawer.Close>
          </div>
          <Sidebar onNavigate={() => setOpen(false)} />
        </Drawer.Content>
      </Drawer.Portal>
    </Drawer.Root>
  )
}
