"use client"

import { useMemo } from "react"
import { useInboxTopic } from "@/components/session/inboxes-provider"
import { useDatabase } from "@/components/session/use-database"
import { AppError } from "@/lib/errors"
import type { ListSpec, Reading } from "@/lib/realtime/live-list"
import { loadedLater } from "@/lib/realtime/loaded-later"
import type { Change } from "@/lib/realtime/message"
import { useLiveStore } from "@/lib/realtime/realtime-provider"
import { useLiveList } from "@/lib/realtime/use-live-list"
import { ticketList } from "@/lib/tickets/keys"
import { placeOfTicket } from "@/lib/tickets/rules"
import type { BesideTicket, Ticket, TicketRow } from "@/lib/tickets/schema"

const schema = loadedLater(() => import("@/lib/tickets/schema"))

/** What was read of one ticket. */
export type ReadTicket = Reading<TicketRow, BesideTicket>

/** One ticket, with what stands beside it. `read` finds it; null when it is not the member's. */
export function ticketSpec(
  id: string,
  read: () => Promise<ReadTicket | null>,
): ListSpec<TicketRow, BesideTicket> {
  return {
    table: "tickets",
    prepare: schema.load,
    parse: (row) => schema.here().ticketRow.parse(row),
    idOf: (row) => row.id,
    only: id,
    placeOf: placeOfTicket,
    includes: (row) => row.id === id,
    outdates: (change, beside) => isBesideOld(change, id, beside),
    async read() {
      const found = await read()
      if (!found) throw new AppError("not_found")
      return found
    },
  }
}

/** The ticket as the server read it, and as it was told of since. */
export function useTicket(first: ReadTicket): Ticket {
  const database = useDatabase()
  const [row] = first.rows
  if (!row) throw new Error("a reading of a ticket without its row")
  const { id, number } = row
  const { state } = useLiveList<TicketRow, BesideTicket>(
    useInboxTopic(first.beside.inbox.id),
    ticketList(id),
    () =>
      ticketSpec(id, async () => {
        const { getTicket } = await import("@/lib/tickets/queries")
        return getTicket(await database(), number)
      }),
    first,
  )
  return useMemo(
    () => ({ ...(state.beside ?? first.beside), ...(state.rows?.[0] ?? row) }),
    [state.beside, state.rows, first.beside, row],
  )
}

/** Whether the customer's contact, or the inbox's name or address book, is another than was read. */
function isBesideOld(
  { table, id, row }: Change,
  ticketId: string,
  { contactId, inbox }: BesideTicket,
): boolean {
  const value = (row ?? {}) as Record<string, unknown>
  if (table === "contacts") return id === contactId
  if (table === "tickets") return id === ticketId && row !== null && value.contact_id !== contactId
  if (table !== "inboxes" || row === null) return false
  return value.name !== inbox.name || value.address_book_id !== inbox.addressBookId
}

/** Shows the ticket of that id otherwise until more is known, and reads it when that is needed. */
export function useTicketOf(id: string) {
  const store = useLiveStore()
  return useMemo(() => {
    const list = () => store.find<TicketRow, BesideTicket>(ticketList(id))
    return {
      /** → what takes it back. */
      show: (change: (row: TicketRow) => TicketRow) => list()?.change(id, change) ?? (() => undefined),
      /** After something was written: where nothing is heard, nothing would be told. */
      written: () => store.readUnlessLive(ticketList(id)),
      read: () => list()?.read(),
    }
  }, [store, id])
}
