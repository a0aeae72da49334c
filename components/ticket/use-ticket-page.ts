"use client"

import { useMemo, useState } from "react"
import { useKnownNames } from "@/components/session/contact-names"
import { useInboxTopic } from "@/components/session/inboxes-provider"
import { useDatabase } from "@/components/session/use-database"
import { now } from "@/lib/clock/page-clock"
import type { MemoText } from "@/lib/memos/draft/memo-text"
import type { TimelineEntry } from "@/lib/memos/schema"
import type { ListSpec, Reading } from "@/lib/realtime/live-list"
import { loadedLater } from "@/lib/realtime/loaded-later"
import { useLiveList } from "@/lib/realtime/use-live-list"
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
  const database = useDatabase()
  const names = useKnownNames()
  useState(() => names.seed(firstTimeline.beside.contacts))
  const ticket = useTicket(firstTicket)
  const { list, state } = useLiveList(
    useInboxTopic(ticket.inboxId),
    `timeline ${ticket.id}`,
    () =>
      timelineSpec(ticket, async (before, limit) => {
        const { listTimeline } = await import("@/lib/tickets/queries")
        const reading = await listTimeline(await database(), ticket.id, before, limit)
        names.learn(reading.beside.contacts)
        return reading
      }),
    firstTimeline,
  )
  const newestFirst = state.rows ?? firstTimeline.rows
  const entries = useMemo(() => newestFirst.toReversed(), [newestFirst])

  return {
    ticket,
    entries,
    /** Exchanges with this customer in all. */
    total: entries.length + (state.beside?.older ?? 0),
    /** Shows a memo as recorded, before the topic says so. */
    showRecorded(messageId: string, text: MemoText) {
      const recordedAt = new Date(now()).toISOString()
      list.change(messageId, (entry) =>
        entry.memo ? { ...entry, memo: { ...entry.memo, ...text, recordedAt } } : entry,
      )
    },
    earlier: {
      isThere: state.more !== "none",
      isLoading: state.more === "loading",
      isFailed: state.more === "failed",
      load: list.loadMore,
    },
  }
}
