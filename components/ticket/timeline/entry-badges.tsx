import Link from "next/link"
import { useTranslations } from "next-intl"
import { StatusIcon, statusTone } from "@/components/ticket/status-icon"
import { Badge } from "@/components/ui/badge"
import { cn } from "@/lib/cn"
import type { TimelineEntry } from "@/lib/memos/schema"

/** How an exchange stands: a memo that is not recorded yet, a missed call somebody saw to, an earlier ticket. */
export function EntryBadges({ entry, isOwn }: { entry: TimelineEntry; isOwn: boolean }) {
  const t = useTranslations()
  const { memo, kind, ticketNumber, ticketStatus } = entry
  return (
    <>
      {kind === "call_memo" && memo && !memo.recordedAt && (
        <Badge tone="wait">
          {memo.endedAt || !memo.memberName
            ? t("ticket.isDraft")
            : t("ticket.writing", { name: memo.memberName })}
        </Badge>
      )}
      {memo?.handledAt && (
        <Badge tone="neutral">
          {memo.handledByName && (
            <span className="max-wide:hidden">{t("ticket.handledBy", { name: memo.handledByName })}</span>
          )}
          <span className={cn(memo.handledByName && "wide:hidden")}>{t("ticket.handled")}</span>
        </Badge>
      )}
      {!isOwn && (
        <Link
          href={`/tickets/${ticketNumber}`}
          prefetch={false}
          aria-label={t("ticket.openTicket", { number: ticketNumber })}
          className="shrink-0 rounded-sm hover:brightness-95 max-wide:hidden"
        >
          <Badge tone={statusTone[ticketStatus]}>
            <StatusIcon status={ticketStatus} plain />
            <span className="tabular-nums">{t("ticket.fromTicket", { number: ticketNumber })}</span>
            <span className="sr-only">{t(`common.status.${ticketStatus}`)}</span>
          </Badge>
        </Link>
      )}
    </>
  )
}
