import {
  Info,
  type LucideIcon,
  NotebookText,
  PhoneIncoming,
  PhoneMissed,
  PhoneOutgoing,
  Voicemail,
} from "lucide-react"
import { cn } from "@/lib/cn"
import type { TimelineEntry } from "@/lib/memos/schema"

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
