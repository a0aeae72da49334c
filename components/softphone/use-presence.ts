"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { listPresence } from "@/lib/presence/queries"
import type { Presence } from "@/lib/presence/schema"
import { coalesce } from "@/lib/realtime/coalesce"
import { accountPresenceTopic } from "@/lib/realtime/topics"
import { useTopic } from "@/lib/realtime/use-topic"
import type { PhoneContextValue } from "./phone-context"

const presenceKey = ["presence"] as const

/** Least time between two readings (ms); the first change of a burst is read at once. */
const rest = 200

/** All phone users of the account with status and activity, live; undefined until first read. */
export function usePresence({ member, client }: PhoneContextValue): Presence[] | undefined {
  const queries = useQueryClient()
  const [read] = useState(() => coalesce(() => queries.invalidateQueries({ queryKey: presenceKey }), rest))
  const topic = accountPresenceTopic({ id: member.accountId, epoch: member.accountEpoch })
  useTopic(topic, { onEvent: read, onSubscribed: read, onGap: read })
  const { data } = useQuery({
    queryKey: presenceKey,
    queryFn: async () => listPresence(await client()),
    // A lost heartbeat is nobody's message; only asking again shows it.
    refetchInterval: 10_000,
  })
  return data
}
