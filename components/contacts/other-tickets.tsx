"use client"

import Link from "next/link"
import { useTranslations } from "next-intl"
import { StatusIcon } from "@/components/ticket/status-icon"
import { useMoments } from "@/lib/i18n/use-moments"
import { useNow } from "@/lib/i18n/use-now"
import type { RelatedTicket } from "@/lib/tickets/schema"

/** The customer's other tickets in the inbox, newest first. */
export function OtherTickets({ tickets }: { tickets: RelatedTicket[] }) {
  const t = useTranslations()
  const moments = useMoments()
  const now = useNow(60_000)
  return (
    <section aria-label={t("contact.otherTickets")} className="mt-2 border-t pt-3">
      <h3 className="flex gap-1.5 font-semibold">
        <span>{t("contact.otherTickets")}</span>
        {tickets.length > 0 && <span className="font-normal text-ink-3 tabular-nums">{tickets.length}</span>}
      </h3>
      {tickets.length === 0 ? (
        <p className="py-1.5 text-ink-3">{t("contact.noOtherTickets")}</p>
      ) : (
        <ul>
          {tickets.map((ticket) => (
            <li key={ticket.id}>
              <Link
                href={`/tickets/${ticket.number}`}
                className="-mx-2 flex h-8 items-center gap-2 rounded-md px-2 hover:bg-surface-3"
              >
                <StatusIcon status={ticket.status} />
                <span className="sr-only">{t(`common.status.${ticket.status}`)}</span>
                <span className="min-w-0 flex-1 truncate">
                  {ticket.subject || <span className="text-ink-3">{t("ticket.noSubject")}</span>}
                </span>
                <time dateTime={ticket.lastMessageAt} className="text-12 text-ink-3 tabular-nums">
                  {moments.inList(ticket.lastMessageAt, now)}
                </time>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
