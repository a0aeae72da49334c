"use client"

import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { useMemo, useState } from "react"
import { useDatabase } from "@/components/shell/use-database"
import { now } from "@/lib/clock/page-clock"
import type { MemoText } from "@/lib/memos/draft/memo-text"
import type { TimelineEntry } from "@/lib/memos/schema"
import { coalesce } from "@/lib/realtime/coalesce"
import { inboxTopic } from "@/lib/realtime/topics"
import { useTopic } from "@/lib/realtime/use-topic"
import { concerns } from "@/lib/tickets/rules"
import type { Ticket } from "@/lib/tickets/schema"
import { type TimelineKey, timelineKey, timelinePage } from "@/lib/tickets/timeline/rules"
import { fresh, ticketKey, useTicket } from "./use-ticket"

const entriesKey = (ticketId: string) => ["timeline", ticketId] as const

/** Between two readings, so that a busy inbox does not ask without a pause (ms). */
const rest = 200

/**
 * The ticket and its timeline as the server rendered them, kept fresh by the inbox's topic: a message is only a
 * reason to read again (K7). `earlier` pages upwards.
 */
export function useTicketPage(firstTicket: Ticket, firstEntries: TimelineEntry[]) {
  const queries = useQueryClient()
  const database = useDatabase()

  const ticket = useTicket(firstTicket)
  const timeline = useInfiniteQuery({
    queryKey: entriesKey(firstTicket.id),
    queryFn: async ({ pageParam }) => {
      const { listTimeline } = await import("@/lib/tickets/queries")
      return listTimeline(await database(), firstTicket.id, pageParam)
    },
    initialPageParam: null as TimelineKey | null,
    getNextPageParam: (page: TimelineEntry[]) => (page.length < timelinePage ? undefined : timelineKey(page)),
    initialData: { pages: [firstEntries], pageParams: [null] },
    staleTime: fresh,
  })
  const entries = useMemo(() => timeline.data.pages.toReversed().flat(), [timeline.data])

  const [readAgain] = useState(() =>
    coalesce(
      () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: ticketKey(firstTicket.number) }),
          queries.invalidateQueries({ queryKey: entriesKey(firstTicket.id) }),
        ]),
      rest,
    ),
  )

  useTopic(inboxTopic(ticket.inbox), {
    onEvent: (change) => concerns(change, shownBy(ticket, entries)) && readAgain(),
    onSubscribed: readAgain,
    onGap: readAgain,
  })

  return {
    ticket,
    entries,
    /** Shows a memo as recorded, before it is read again. */
    showRecorded(messageId: string, text: MemoText) {
      const recordedAt = new Date(now()).toISOString()
      queries.setQueryData<InfiniteData<TimelineEntry[]>>(
        entriesKey(firstTicket.id),
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) =>
              page.map((entry) =>
                entry.messageId === messageId && entry.memo
                  ? { ...entry, memo: { ...entry.memo, ...text, recordedAt } }
                  : entry,
              ),
            ),
          },
      )
      readAgain()
    },
    earlier: {
      isThere: timeline.hasNextPage,
      isLoading: timeline.isFetchingNextPage,
      isFailed: timeline.isFetchNextPageError,
      load: () => void timeline.fetchNextPage({ cancelRefetch: false }),
    },
  }
}

function shownBy(ticket: Ticket, entries: TimelineEntry[]) {
  return {
    ticketIds: new Set([ticket.id, ...entries.map((entry) => entry.ticketId)]),
    contactId: ticket.contact?.id ?? null,
  }
}
