"use client"

import { useInfiniteQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { useDatabase } from "@/components/shell/use-database"
import { asBrowserDate } from "@/lib/clock/page-clock"
import type { ListedTicket, Page, PageKey } from "@/lib/inboxes/schema"
import type { TicketStatus } from "@/lib/tickets/rules"
import { ticketsKey } from "./list-keys"

/** What the server read, and when by its own clock (ms since 1970). */
export type FirstPage<Row> = { page: Page<Row>; readAt: number }

/** The tickets of an inbox with one status, as far as they were scrolled to; the first page is the server's. */
export function useTicketList(inboxId: string, status: TicketStatus, first: FirstPage<ListedTicket>) {
  const database = useDatabase()
  const list = useInfiniteQuery({
    queryKey: ticketsKey(inboxId, status),
    queryFn: async ({ pageParam: before }) => {
      const { listTickets } = await import("@/lib/inboxes/queries")
      return listTickets(await database(), { inboxId, status, before })
    },
    initialPageParam: null as PageKey | null,
    getNextPageParam: (page: Page<ListedTicket>) => page.next,
    initialData: { pages: [first.page], pageParams: [null] },
    initialDataUpdatedAt: asBrowserDate(first.readAt),
  })
  const tickets = useMemo(() => uniqueById(list.data.pages.flatMap(({ rows }) => rows)), [list.data])
  return {
    tickets,
    isFailed: list.isError,
    readAgain: () => void list.refetch(),
    more: {
      isThere: list.hasNextPage,
      load: () => {
        if (!list.isFetchingNextPage && list.hasNextPage) void list.fetchNextPage({ cancelRefetch: false })
      },
    },
  }
}

/** A ticket that moved between the reading of two pages stands in both; its first place is the newer one. */
function uniqueById(tickets: ListedTicket[]) {
  return [...new Map(tickets.toReversed().map((ticket) => [ticket.id, ticket])).values()].reverse()
}
