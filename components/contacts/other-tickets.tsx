"use client"

import Link from "next/link"
import { useTranslations } from "next-intl"
import { useInboxTopic } from "@/components/session/inboxes-provider"
import { useDatabase } from "@/components/session/use-database"
import { StatusIcon } from "@/components/ticket/status-icon"
import { useMoments } from "@/lib/i18n/use-moments"
import { useNow } from "@/lib/i18n/use-now"
import type { Reading } from "@/lib/realtime/live-list"
import { loadedLater } from "@/lib/realtime/loaded-later"
import { useLiveList } from "@/lib/realtime/use-live-list"
import { customerTicketsList } from "@/lib/tickets/keys"
import { placeOfTicket, relatedLimit } from "@/lib/tickets/rules"
import type { Ticket, TicketRow } from "@/lib/tickets/schema"

const schema = loadedLater(() => import("@/lib/tickets/schema"))

type CustomersTicketsProps = { ticket: Ticket; number: string; first: Reading<TicketRow> }

/** The other tickets of the number `ticket` is about, live. */
export function CustomersTickets({ ticket, number, first }: CustomersTicketsProps) {
  const database = useDatabase()
  const { id, inboxId } = ticket
  const { state } = useLiveList<TicketRow>(
    useInboxTopic(inboxId),
    customerTicketsList(inboxId, number),
    () => ({
      table: "tickets",
      prepare: schema.load,
      parse: (row) => schema.here().ticketRow.parse(row),
      idOf: (one) => one.id,
      placeOf: placeOfTicket,
      includes: (one) => one.inboxId === inboxId && one.customerNumber === number,
      atLeast: relatedLimit + 1,
      async read(before, limit) {
        const { listCustomerTickets } = await import("@/lib/tickets/queries")
        return listCustomerTickets(await database(), inboxId, number, before, limit)
      },
    }),
    first,
  )
  const others = (state.rows ?? first.rows).filter((one) => one.id !== id)
  return <OtherTickets tickets={others.slice(0, relatedLimit)} />
}

/** The customer's other tickets in the inbox, newest first. */
export function OtherTickets({ tickets }: { tickets: TicketRow[] }) {
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
                prefetch={false}
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
