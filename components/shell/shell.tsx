"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { useShortcut } from "@/components/session/use-shortcut"
import { shellBannerId } from "@/components/softphone/dock/interrupted-banner"
import { SoftphoneHost } from "@/components/softphone/dock/softphone-host"
import { Boundary, type Failure, useRetry } from "@/components/ui/boundary"
import { Button } from "@/components/ui/button"
import { Toaster } from "@/components/ui/toaster"
import { deferred, useDeferred } from "@/components/ui/use-deferred"
import type { Columns } from "@/lib/preferences/rules"
import { Header } from "./header"
import { Sidebar } from "./sidebar"
import { TypeAhead } from "./type-ahead"

const palette = deferred(() => import("./command-palette").then((module) => module.CommandPalette))
const help = deferred(() => import("./help-dialog").then((module) => module.HelpDialog))

/**
 * Header, sidebar, what the route shows, and the phone over it, each of which may fail without the others (the route has
 * its `error.tsx`). `columns` are the remembered widths.
 */
export function Shell({ columns, children }: { columns: Columns; children: React.ReactNode }) {
  const t = useTranslations("shell")
  const [opened, setOpened] = useState<"search" | "help" | null>(null)
  const [typeAhead] = useState(() => new TypeAhead())
  const close = () => setOpened(null)
  const search = () => {
    if (opened !== "search") typeAhead.begin(close)
    setOpened("search")
  }
  const failed = () => {
    typeAhead.end()
    close()
  }
  const CommandPalette = useDeferred(palette, opened === "search", failed)
  const HelpDialog = useDeferred(help, opened === "help", close)
  useShortcut("search", search)
  useShortcut("help", () => setOpened("help"))
  const widths = { "--w-list": `${columns.list}px`, "--w-panel": `${columns.panel}px` } as React.CSSProperties
  return (
    <div data-slot="shell" style={widths} className="flex h-dvh flex-col overflow-hidden">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-raised px-3 py-2 shadow-float focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t("skipToContent")}
      </a>
      <div id={shellBannerId} />
      <Part>
        <Header onSearch={search} onHelp={() => setOpened("help")} />
      </Part>
      <div className="flex min-h-0 grow">
        <div className="flex w-(--w-side) shrink-0 flex-col border-r bg-bg max-desk:hidden">
          <Part>
            <Sidebar />
          </Part>
        </div>
        <main id="content" tabIndex={-1} className="flex min-w-0 grow focus:outline-none">
          {children}
        </main>
      </div>
      <SoftphoneHost />
      <Part>
        <Toaster />
      </Part>
      {CommandPalette && (
        <Boundary fallback={() => null} onFailed={failed}>
          <CommandPalette typeAhead={typeAhead} onClose={close} onHelp={() => setOpened("help")} />
        </Boundary>
      )}
      {HelpDialog && (
        <Boundary fallback={() => null} onFailed={close}>
          <HelpDialog onClose={close} />
        </Boundary>
      )}
    </div>
  )
}

/** A part of the frame that may fail without the others; it is tried again by itself, then by a button. */
function Part({ children }: { children: React.ReactNode }) {
  return <Boundary fallback={(failure) => <FailedPart failure={failure} />}>{children}</Boundary>
}

function FailedPart({ failure }: { failure: Failure }) {
  const t = useTranslations("failed")
  useRetry(failure)
  return (
    <div role="alert" className="flex flex-wrap items-center gap-2 bg-alert-soft px-4 py-2 text-alert-ink">
      <span className="prose-ja">{t("part")}</span>
      <Button size="small" onClick={failure.retry}>
        {t("retry")}
      </Button>
    </div>
  )
}
