"use client"

import { useQuery } from "@tanstack/react-query"
import { useDatabase } from "@/components/shell/use-database"
import { AppError } from "@/lib/errors"
import type { Ticket } from "@/lib/tickets/schema"

/** Where the page keeps the ticket with this number. */
export const ticketKey = (number: number) => ["ticket", number] as const

/** What was read this recently is not read again when a page opens (ms). */
export const fresh = 5000

/** The ticket as the server rendered it, and as it was read since. */
export function useTicket(first: Ticket): Ticket {
  const database = useDatabase()
  const { data } = useQuery({
    queryKey: ticketKey(first.number),
    queryFn: async () => {
      const { getTicket } = await import("@/lib/tickets/queries")
      const read = await getTicket(await database(), first.number)
      if (!read) throw new AppError("not_found")
      return read
    },
    initialData: first,
    staleTime: fresh,
  })
  return data
}
