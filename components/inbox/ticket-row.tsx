"use client"

import { FileText, type LucideIcon, MessageSquare, PhoneIncoming, PhoneMissed, Voicemail } from "lucide-react"
import Link, { useLinkStatus } from "next/link"
import { useTranslations } from "next-intl"
import { useMember } from "@/components/session/member-context"
import { Avatar } from "@/components/ui/avatar"
import { Badge } from "@/components/ui/badge"
import { StatusShape, type StatusShapeName } from "@/components/ui/status-shape"
import { cn } from "@/lib/cn"
import { duration } from "@/lib/i18n/format"
import { useMoments } from "@/lib/i18n/use-moments"
import { useNow } from "@/lib/i18n/use-now"
import type { ListedTicket } from "@/lib/inboxes/schema"
import { useCustomerName } from "./customer-name"

type TicketRowProps = React.ComponentProps<typeof Link> & { ticket: ListedTicket; isOpen: boolean }

/** A ticket in its list: who, what about, what was last, whose it is. 76 px high. */
export function TicketRow({ ticket, isOpen, className, ...props }: TicketRowProps) {
  const t = useTranslations()
  const nameOf = useCustomerName()
  return (
    <Link
      prefetch={false}
      aria-current={isOpen ? "page" : undefined}
      className={cn(
        "relative grid h-full grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 border-b py-2 pr-3 pl-3.5 hover:bg-surface-2 focus-visible:-outline-offset-2",
        isOpen &&
          "bg-accent-soft hover:bg-accent-soft before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent",
        className,
      )}
      {...props}
    >
      <PendingMark />
      <TicketRowIcon ticket={ticket} />
      <span className="flex min-w-0 flex-col">
        <span className="flex h-5 items-center gap-1.5 whitespace-nowrap">
          <span className={cn("truncate", !ticket.contactName && "tabular-nums")}>{nameOf(ticket)}</span>
          {ticket.company && (
            <span className={cn("min-w-0 flex-1 truncate text-12", isOpen ? "text-ink-2" : "text-ink-3")}>
              {ticket.company}
            </span>
          )}
          <RowTime ticket={ticket} />
        </span>
        <span className="truncate">
          {ticket.subject || (
            <span className={isOpen ? "text-ink-2" : "text-ink-3"}>
              {t(
                ticket.lastMessageKind && !ticket.hasMissed
                  ? `common.kind.${ticket.lastMessageKind}`
                  : "inbox.noSubject",
              )}
            </span>
          )}
        </span>
        <span
          className={cn(
            "flex h-5 items-center gap-1.5 text-12 whitespace-nowrap",
            isOpen ? "text-ink-2" : "text-ink-3",
          )}
        >
          {ticket.hasMissed && (
            <Badge tone="alert">
              <PhoneMissed aria-hidden />
              <span>{t("common.category.missed")}</span>
            </Badge>
          )}
          <span className="truncate">{ticket.preview}</span>
          <Assignee ticket={ticket} isOpen={isOpen} />
        </span>
      </span>
    </Link>
  )
}

function RowTime({ ticket }: { ticket: ListedTicket }) {
  const t = useTranslations("inbox")
  const moments = useMoments()
  const now = useNow(60_000)
  if (ticket.live) {
    return (
      <span className="ml-auto text-12 font-semibold text-call-ink tabular-nums">
        <span className="sr-only">{t(liveLooks[ticket.live.state][0])}</span>
        <LiveTimer since={ticket.live.since} />
      </span>
    )
  }
  return (
    <time dateTime={ticket.lastMessageAt} className="ml-auto text-12 text-ink-3 tabular-nums">
      {moments.inList(ticket.lastMessageAt, now)}
    </time>
  )
}

type LiveState = NonNullable<ListedTicket["live"]>["state"]

/** What goes on with a call that lives, in a word and a shape. */
const liveLooks = {
  in_flow: ["liveWaiting", "ringing"],
  queued: ["liveWaiting", "ringing"],
  voicemail: ["liveVoicemail", "ringing"],
  dialling: ["liveDialling", "ringing"],
  talking: ["live", "talking"],
  transferring: ["liveTransferring", "held"],
  agent_lost: ["liveLost", "trouble"],
} as const satisfies Record<LiveState, readonly [string, StatusShapeName]>

function Assignee({ ticket: { assignee }, isOpen }: { ticket: ListedTicket; isOpen: boolean }) {
  const member = useMember()
  if (!assignee) return null
  const isSelf = assignee.id === member.id
  return (
    <span className="ml-auto flex">
      <Avatar name={assignee.name} size="small" self={isSelf} className={cn(isOpen && "bg-surface")} />
      <span className="sr-only">{assignee.name}</span>
    </span>
  )
}

/** Shows within the same frame that the row was chosen, while the ticket is on its way. */
function PendingMark() {
  const { pending } = useLinkStatus()
  return pending ? <span aria-hidden className="absolute inset-y-0 left-0 w-0.5 bg-accent-line" /> : null
}

/** How long something has lasted since `since` (ISO 8601), second by second. */
function LiveTimer({ since, className }: { since: string; className?: string }) {
  const now = useNow(1000)
  return <span className={className}>{duration((now - Date.parse(since)) / 1000)}</span>
}

const icons: Record<NonNullable<ListedTicket["lastMessageKind"]>, LucideIcon> = {
  call_memo: PhoneIncoming,
  missed_call: PhoneMissed,
  voicemail: Voicemail,
  note: FileText,
  system: MessageSquare,
}

/** What the newest exchange was, or that a call lives right now. Decorative. */
function TicketRowIcon({ ticket }: { ticket: ListedTicket }) {
  if (ticket.live) return <StatusShape shape={liveLooks[ticket.live.state][1]} className="mt-0.5" />
  const Icon = icons[ticket.lastMessageKind ?? "system"]
  return <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
}
