import {
  Info,
  type LucideIcon,
  NotebookText,
  PhoneIncoming,
  PhoneMissed,
  PhoneOutgoing,
  Voicemail,
} from "lucide-react"
import { useTranslations } from "next-intl"
import { cn } from "@/lib/cn"
import { duration } from "@/lib/i18n/format"
import type { TimelineEntry } from "@/lib/memos/schema"

/** How long a caller waited before the call ended, in seconds; null while it lives. */
function waited({ memo }: TimelineEntry): number | null {
  if (!memo?.endedAt) return null
  return (Date.parse(memo.endedAt) - Date.parse(memo.startedAt)) / 1000
}

/** An exchange in a few words: what of it fits on its line. */
export function EntrySummary({ entry, isOpen }: { entry: TimelineEntry; isOpen: boolean }) {
  const t = useTranslations()
  const { kind, memo } = entry
  const parts: (string | null | undefined)[] = []
  if (kind === "call_memo" && memo) {
    // Whom we called in vain: why comes before what was written of it.
    const outcome = memo.reason && t(`common.reason.${memo.reason}`)
    parts.push(
      t(`common.direction.${memo.direction}`),
      outcome,
      isOpen ? null : memo.subject,
      memo.memberName,
    )
  } else if (kind === "missed_call" && memo) {
    const seconds = waited(entry)
    // The reason says it already when the caller hung up; then only how long they waited is missing.
    const isSaid = memo.reason === "caller_gave_up"
    const time = seconds === null ? null : duration(seconds)
    parts.push(
      memo.reason && t(`common.reason.${memo.reason}`),
      time && (isSaid ? time : t("ticket.waited", { duration: time })),
    )
  } else if (kind === "voicemail") {
    parts.push(memo?.reason && t(`common.reason.${memo.reason}`))
  } else {
    parts.push(entry.authorName, isOpen ? null : entry.body)
  }
  return <span className="min-w-0 truncate text-ink-2">{parts.filter(Boolean).join("・")}</span>
}

function iconOf({ kind, memo }: Pick<TimelineEntry, "kind" | "memo">): LucideIcon {
  switch (kind) {
    case "call_memo":
      return memo?.direction === "outbound" ? PhoneOutgoing : PhoneIncoming
    case "missed_call":
      return PhoneMissed
    case "voicemail":
      return Voicemail
    case "note":
      return NotebookText
    case "system":
      return Info
  }
}

/** The kind of an exchange as a shape; its word stands beside it. Only a missed call nobody handled is coloured. */
export function EntryIcon({ entry, className }: { entry: TimelineEntry; className?: string }) {
  const Icon = iconOf(entry)
  const isOpen = entry.kind === "missed_call" && !entry.memo?.handledAt
  return (
    <Icon
      aria-hidden
      className={cn("size-4 shrink-0", isOpen ? "text-alert-ink" : "text-ink-3", className)}
    />
  )
}
