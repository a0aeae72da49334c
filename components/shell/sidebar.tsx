"use client"

import { useTranslations } from "next-intl"
import { useInboxes } from "@/components/session/inboxes-provider"
import { SidebarGroup } from "./sidebar-group"

/** The member's inboxes with their categories and live counts. `onNavigate` closes a drawer around it. */
export function Sidebar({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations("shell")
  const inboxes = useInboxes()
  return (
    <nav aria-label={t("navigation")} className="flex flex-col gap-2 overflow-y-auto p-2">
      {inboxes.map((inbox) => (
        <SidebarGroup key={inbox.id} inbox={inbox} onNavigate={onNavigate} />
      ))}
      {inboxes.length === 0 && <p className="px-2 py-1 text-ink-3">{t("noInbox")}</p>}
    </nav>
  )
}
