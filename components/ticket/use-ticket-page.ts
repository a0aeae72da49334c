"use client"

import { useMemo } from "react"
import { useInboxList } from "@/components/session/use-inbox-list"
import { now } from "@/lib/clock/page-clock"
import type { MemoText } from "@/lib/memos/draft/memo-text"
import type { TimelineEntry } from "@/lib/memos/schema"
import type { ListSpec, Reading } from "@/lib/realtime/live-list"
import { loadedLater } from "@/lib/realtime/loaded-later"
import { timelineList } from "@/lib/tickets/keys"
import type { BesideTimeline } from "@/lib/tickets/queries"
import type { TicketRow } from "@/lib/tickets/schema"
import { placeOfEntry } from "@/lib/tickets/timeline/rules"
import { type ReadTicket, useTicket } from "./use-ticket"

const schema = loadedLater(() => import("@/lib/memos/schema"))
const tickets = loadedLater(() => import("@/lib/tickets/schema"))

/** What was read of a timeline. */
export type ReadTimeline = Reading<TimelineEntry, BesideTimeline>

/** What a change of an entry's ticket does to it. */
function withTicket(entry: TimelineEntry, { status, contactId }: TicketRow): TimelineEntry {
  if (entry.ticketStatus === status && entry.ticketContactId === contactId) return entry
  return { ...entry, ticketStatus: status, ticketContactId: contactId }
}

/** The exchanges of a ticket and the earlier ones with its customer in the inbox, newest first. */
export function timelineSpec(
  { id: ticketId, inboxId, customerNumber }: Pick<TicketRow, "id" | "inboxId" | "customerNumber">,
  read: ListSpec<TimelineEntry, BesideTimeline>["read"],
): ListSpec<TimelineEntry, BesideTimeline> {
  return {
    table: "messages",
    prepare: () => Promise.all([schema.load(), tickets.load()]),
    parse: (row) => schema.here().timelineEntryRow.parse(row),
    idOf: ({ messageId }) => messageId,
    placeOf: placeOfEntry,
    includes: (entry) =>
      entry.ticketId === ticketId ||
      (customerNumber !== null && entry.inboxId === inboxId && entry.customerNumber === customerNumber),
    patch: (entry, { table, id, row }) =>
      table === "tickets" && id === entry.ticketId && row !== null
        ? withTicket(entry, tickets.here().ticketRow.parse(row))
        : entry,
    besideAfter: (beside, { rows }) => ({
      ...beside,
      older: beside.older === null ? null : Math.max(0, beside.older - rows.length),
    }),
    read,
  }
}

/** The ticket and its timeline as the server read them, kept by the inbox's topic (K7). `earlier` pages upwards. */
export function useTicketPage(firstTicket: ReadTicket, firstTimeline: ReadTimeline) {
  const ticket = useTicket(firstTicket)
  const { rows, beside, change, more } = useInboxList({
    inboxId: ticket.inboxId,
    name: timelineList(ticket.id),
    spec: (read) => timelineSpec(ticket, read),
    read: async (client, before, limit) =>
      (await import("@/lib/tickets/queries")).listTimeline(client, ticket.id, before, limit),
    first: firstTimeline,
  })
  const entries = useMemo(() => rows.toReversed(), [rows])

  return {
    ticket,
    entries,
    /** Exchanges with this customer in all. */
    total: entries.length + (beside.older ?? 0),
    /** Shows a memo as recorded, before the topic says so. */
    showRecorded(messageId: string, text: MemoText) {
      const recordedAt = new Date(now()).toISOString()
      change(messageId, (entry) =>
        entry.memo ? { ...entry, memo: { ...entry.memo, ...text, recordedAt } } : entry,
      )
    },
    earlier: more,
  }
}
