"use client"

import { Hash, Headphones, History, type LucideIcon } from "lucide-react"
import Link from "next/link"
import { usePathname } from "next/navigation"
import { useTranslations } from "next-intl"
import { useInboxes } from "@/components/session/inboxes-provider"
import { useMember } from "@/components/session/member-context"
import { cn } from "@/lib/cn"
import { SidebarGroup } from "./sidebar-group"

/** The member's inboxes with their categories and live counts. `onNavigate` closes a drawer around it. */
export function Sidebar({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations("shell")
  const inboxes = useInboxes()
  const { role } = useMember()
  return (
    <nav aria-label={t("navigation")} className="flex flex-col gap-2 overflow-y-auto p-2">
      {inboxes.map((inbox) => (
        <SidebarGroup key={inbox.id} inbox={inbox} onNavigate={onNavigate} />
      ))}
      {inboxes.length === 0 && <p className="px-2 py-1 text-ink-3">{t("noInbox")}</p>}
      {inboxes.length > 0 && (
        <div className="border-t pt-2">
          <SidebarLink href="/calls" icon={History} label={t("calls")} onNavigate={onNavigate} />
        </div>
      )}
      {role === "owner" && <SettingsGroup onNavigate={onNavigate} />}
    </nav>
  )
}

/** The account's settings, which are its owner's alone (A1). */
function SettingsGroup({ onNavigate }: { onNavigate?: (() => void) | undefined }) {
  const t = useTranslations("shell")
  const pages = [
    { href: "/settings/numbers", label: t("numberSettings"), icon: Hash },
    { href: "/settings/phone", label: t("phoneSettings"), icon: Headphones },
  ]
  return (
    <div className="border-t pt-2">
      <h2 className="px-2 py-1 text-12 text-ink-2">{t("settings")}</h2>
      {pages.map((page) => (
        <SidebarLink key={page.href} {...page} onNavigate={onNavigate} />
      ))}
    </div>
  )
}

type SidebarLinkProps = {
  href: string
  icon: LucideIcon
  label: string
  onNavigate?: (() => void) | undefined
}

function SidebarLink({ href, icon: Icon, label, onNavigate }: SidebarLinkProps) {
  const path = usePathname()
  const isHere = path === href || path.startsWith(`${href}/`)
  return (
    <Link
      href={href}
      aria-current={isHere ? "page" : undefined}
      {...(onNavigate && { onClick: onNavigate })}
      className={cn(
        "flex h-7 items-center gap-2 rounded-md px-2 text-ink-2 hover:bg-surface-3",
        isHere && "bg-accent-soft font-semibold text-accent-ink hover:bg-accent-soft",
      )}
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", !isHere && "text-ink-3")} />
      <span className="truncate">{label}</span>
    </Link>
  )
}
