"use client"

import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query"
import type { SidebarInbox } from "@/lib/inboxes/schema"
import { useDatabase } from "./use-database"

const key = ["inboxes"] as const

/** Puts what the server read into the cache, before anything renders. */
export function seedInboxes(queries: QueryClient, inboxes: SidebarInbox[]) {
  queries.setQueryData(key, inboxes)
}

/** The member's inboxes with their counts, kept fresh by `InboxListeners`. */
export function useInboxes(): SidebarInbox[] {
  const database = useDatabase()
  const { data } = useQuery({
    queryKey: key,
    queryFn: async () => {
      const { listInboxes } = await import("@/lib/inboxes/queries")
      return listInboxes(await database())
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? []
}

/** Reads the inboxes again; resolves when that is done or has failed. */
export function useRereadInboxes() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: key })
}
