import { z } from "zod"
import { toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"
import type { RealtimePort } from "./port"
import type { Topic } from "./topics"

const numbers = z.record(z.string(), z.int())

/**
 * The realtime service of a Supabase client. The client hands renewed access tokens to joined channels by
 * itself; before a join the present one is fetched, because a private topic refuses a join without or with an old one.
 */
export function supabasePort(client: DatabaseClient): RealtimePort {
  /** Of each channel that has not been left, what says that it is lost. */
  const open = new Set<() => void>()
  return {
    async join(topic, events) {
      await client.realtime.setAuth()
      const channel = client.channel(topic, { config: { private: true } })
      let hasLeft = false
      const replaced = () => events.onLost("the socket is replaced")
      open.add(replaced)
      channel.on("broadcast", { event: "change" }, ({ payload }) => {
        if (!hasLeft) events.onMessage(payload)
      })
      channel.subscribe((status, error) => {
        if (hasLeft) return
        if (status === "SUBSCRIBED") events.onJoined()
        else events.onLost(error?.message ?? status)
      })
      return {
        async leave() {
          hasLeft = true
          open.delete(replaced)
          await client.removeChannel(channel)
        },
      }
    },
    async sequences(topics) {
      const { data, error } = await client.rpc("topic_sequences", { p_topics: topics })
      if (error) throw toAppError(error)
      return new Map(Object.entries(numbers.parse(data)) as [Topic, number][])
    },
    async reconnect() {
      await client.realtime.disconnect()
      // A dead socket is given up before it says that it is closed, which is all a channel would hear of it.
      for (const replaced of [...open]) replaced()
    },
  }
}
