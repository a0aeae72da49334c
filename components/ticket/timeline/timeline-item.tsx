"use client"

import {
  ChevronDown,
  ChevronUp,
  Info,
  type LucideIcon,
  NotebookText,
  Pencil,
  PhoneIncoming,
  PhoneMissed,
  PhoneOutgoing,
  Voicemail,
} from "lucide-react"
import { useTranslations } from "next-intl"
import { useId, useState } from "react"
import { useEntryTimes } from "@/components/ticket/use-entry-times"
import { IconButton } from "@/components/ui/icon-button"
import { cn } from "@/lib/cn"
import { useNow } from "@/lib/i18n/use-now"
import type { TimelineEntry } from "@/lib/memos/schema"
import { hasDetails } from "@/lib/tickets/timeline/rules"
import { EntryBadges } from "./entry-badges"
import { EntryDetails } from "./entry-details"
import { EntrySummary } from "./entry-summary"

type TimelineItemProps = {
  entry: TimelineEntry
  /** Of the ticket that is open, and not of an earlier one. */
  isOwn: boolean
  isOpenAtFirst: boolean
  /** Opens the entry's memo for writing; null where the person may not. */
  write: (() => void) | null
}

/** One exchange: a line, or with its text and recording a card. */
export function TimelineItem({ entry, isOwn, isOpenAtFirst, write }: TimelineItemProps) {
  const t = useTranslations()
  const times = useEntryTimes()
  const now = useNow(60_000)
  const details = useId()
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  const canOpen = hasDetails(entry)
  const isRecorded = Boolean(entry.memo?.recordedAt)
  const isCard = canOpen && isOpen
  const Chevron = isOpen ? ChevronUp : ChevronDown
  return (
    <li
      className={cn(
        "group rounded-md pr-2 pl-3",
        isCard && "bg-surface pt-1.5 pb-2 shadow-[0_0_0_1px_var(--line)]",
      )}
    >
      <article>
        <div className="flex min-h-7 items-center gap-2 whitespace-nowrap">
          <EntryIcon entry={entry} />
          <h2 className="font-semibold">{t(`common.kind.${entry.kind}`)}</h2>
          <EntrySummary entry={entry} isOpen={isCard} />
          <EntryBadges entry={entry} isOwn={isOwn} />
          {write && (
            <IconButton
              label={t(isRecorded ? "ticket.edit" : "ticket.write")}
              size="small"
              className={cn(
                isRecorded &&
                  "opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100",
              )}
              onClick={write}
            >
              <Pencil aria-hidden />
            </IconButton>
          )}
          <time dateTime={entry.occurredAt} className="ml-auto pl-1 text-12 text-ink-3 tabular-nums">
            {times.full(entry.occurredAt, now)}
          </time>
          {canOpen ? (
            <IconButton
              label={t(isOpen ? "ticket.collapse" : "ticket.expand")}
              size="small"
              aria-expanded={isOpen}
              aria-controls={details}
              onClick={() => setOpen(!isOpen)}
            >
              <Chevron aria-hidden />
            </IconButton>
          ) : (
            <span aria-hidden className="w-6 shrink-0" />
          )}
        </div>
        <div id={details} hidden={!isCard}>
          {isCard && <EntryDetails entry={entry} />}
        </div>
      </article>
    </li>
  )
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
function EntryIcon({ entry, className }: { entry: TimelineEntry; className?: string }) {
  const Icon = iconOf(entry)
  const isOpen = entry.kind === "missed_call" && !entry.memo?.handledAt
  return (
    <Icon
      aria-hidden
      className={cn("size-4 shrink-0", isOpen ? "text-alert-ink" : "text-ink-3", className)}
    />
  )
}
