"use client"

import { ChevronDown, ChevronUp, EllipsisVertical, History, Pencil, Phone } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useId, useState } from "react"
import { useDial } from "@/components/dialling/dial-context"
import { CallRecord } from "@/components/ticket/recording/call-record"
import { useEntryTimes } from "@/components/ticket/use-entry-times"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"
import { IconButton } from "@/components/ui/icon-button"
import { cn } from "@/lib/cn"
import { useNow } from "@/lib/i18n/use-now"
import type { TimelineEntry } from "@/lib/memos/schema"
import { hasDetails } from "@/lib/tickets/timeline/rules"
import { EntryBadges } from "./entry-badges"
import { EntryIcon, EntrySummary } from "./entry-summary"

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
          <EntryMenu entry={entry} />
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

/** What can be done with an exchange beside reading it (C2), and how its call went (K1); nothing where that is nothing. */
function EntryMenu({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations()
  const router = useRouter()
  const dial = useDial()
  const { customerNumber: number, ticketId, inboxId, memo } = entry
  const dialled = dial && number !== null ? () => dial({ number, ticketId, inboxId }) : null
  if (!dialled && !memo) return null
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton label={t("dial.more")} size="small">
          <EllipsisVertical aria-hidden />
        </IconButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" aria-label={t("dial.more")}>
        {dialled && (
          <DropdownMenuItem onSelect={dialled}>
            <Phone aria-hidden />
            <span>{t("dial.title")}</span>
          </DropdownMenuItem>
        )}
        {memo && (
          <DropdownMenuItem onSelect={() => router.push(`/calls/${memo.callId}`)}>
            <History aria-hidden />
            <span>{t("ticket.callStory")}</span>
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

/** An exchange's text and recording. */
function EntryDetails({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("ticket")
  const times = useEntryTimes()
  const now = useNow(60_000)
  const { memo, recording } = entry
  const subject = memo?.subject
  const body = memo ? memo.body : entry.body
  return (
    <div className="pr-2">
      {subject && <p className="prose-ja font-semibold">{subject}</p>}
      {body ? (
        <p className="prose-ja whitespace-pre-wrap">{body}</p>
      ) : (
        !subject && entry.kind === "call_memo" && <p className="text-ink-3">{t("emptyMemo")}</p>
      )}
      {memo?.recordedAt && memo.recordedByName && (
        <p className="mt-1 text-12 text-ink-3">
          {t("recordedBy", { name: memo.recordedByName, time: times.full(memo.recordedAt, now) })}
        </p>
      )}
      {recording && <CallRecord recording={recording} inboxId={entry.inboxId} />}
    </div>
  )
}
