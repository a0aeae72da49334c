"use client"

import { useNamed } from "@/components/session/contact-names"
import { useInboxList } from "@/components/session/use-inbox-list"
import type { BesideList } from "@/lib/inboxes/schema"
import type { ListSpec, Reading } from "@/lib/realtime/live-list"
import { loadedLater } from "@/lib/realtime/loaded-later"
import { ticketsList } from "@/lib/tickets/keys"
import { placeOfTicket, type TicketStatus } from "@/lib/tickets/rules"
import type { TicketRow } from "@/lib/tickets/schema"

const schema = loadedLater(() => import("@/lib/tickets/schema"))

const contactsOf = ({ contactId }: TicketRow) => [contactId]

/** The tickets of an inbox with one status, newest exchange first. */
export function ticketListSpec(
  { inboxId, status }: { inboxId: string; status: TicketStatus },
  read: ListSpec<TicketRow, BesideList>["read"],
): ListSpec<TicketRow, BesideList> {
  return {
    table: "tickets",
    prepare: schema.load,
    parse: (row) => schema.here().ticketRow.parse(row),
    idOf: ({ id }) => id,
    placeOf: placeOfTicket,
    includes: (ticket) => ticket.inboxId === inboxId && ticket.status === status,
    atLeast: 25,
    read,
  }
}

/** The tickets of an inbox with one status, as far as they were scrolled to; the first page is the server's. */
export function useTicketList(inboxId: string, status: TicketStatus, first: Reading<TicketRow, BesideList>) {
  const { rows, ...list } = useInboxList({
    inboxId,
    name: ticketsList(inboxId, status),
    spec: (read) => ticketListSpec({ inboxId, status }, read),
    read: async (client, before, limit) =>
      (await import("@/lib/inboxes/queries")).listTickets(client, { inboxId, status }, before, limit),
    first,
  })
  return { ...list, tickets: useNamed(rows, contactsOf) }
}
