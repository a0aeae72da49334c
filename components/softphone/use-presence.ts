"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { listPresence } from "@/lib/presence/queries"
import type { Presence } from "@/lib/presence/schema"
import { accountPresenceTopic } from "@/lib/realtime/topics"
import { useTopic } from "@/lib/realtime/use-topic"
import type { PhoneContextValue } from "./phone-context"

const presenceKey = ["presence"] as const

/** All phone users of the account with status and activity, live; undefined until first read. */
export function usePresence({ member, client }: PhoneContextValue): Presence[] | undefined {
  const queries = useQueryClient()
  const read = () => void queries.invalidateQueries({ queryKey: presenceKey })
  useTopic(accountPresenceTopic(member.accountId), { onEvent: read, onSubscribed: read, onGap: read })
  const { data } = useQuery({
    queryKey: presenceKey,
    queryFn: async () => listPresence(await client()),
    // A lost heartbeat is nobody's message; only asking again shows it.
    refetchInterval: 10_000,
  })
  return data
}
