import { useTranslations } from "next-intl"
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
    parts.push(t(`common.direction.${memo.direction}`), isOpen ? null : memo.subject, memo.memberName)
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
