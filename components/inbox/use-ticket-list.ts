"use client"

import { useState } from "react"
import { useKnownNames, useNamed } from "@/components/session/contact-names"
import { useInboxTopic } from "@/components/session/inboxes-provider"
import { useDatabase } from "@/components/session/use-database"
import type { BesideList } from "@/lib/inboxes/schema"
import type { ListSpec, Reading } from "@/lib/realtime/live-list"
import { loadedLater } from "@/lib/realtime/loaded-later"
import { useLiveList } from "@/lib/realtime/use-live-list"
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
  const database = useDatabase()
  const names = useKnownNames()
  useState(() => names.seed(first.beside.contacts))
  const { list, state } = useLiveList(
    useInboxTopic(inboxId),
    `tickets ${inboxId} ${status}`,
    () =>
      ticketListSpec({ inboxId, status }, async (before, limit) => {
        const { listTickets } = await import("@/lib/inboxes/queries")
        const reading = await listTickets(await database(), { inboxId, status }, before, limit)
        names.learn(reading.beside.contacts)
        return reading
      }),
    first,
  )
  return {
    tickets: useNamed(state.rows ?? first.rows, contactsOf),
    isFailed: state.isFailed,
    readAgain: list.read,
    more: { isThere: state.more !== "none", load: list.loadMore },
  }
}
