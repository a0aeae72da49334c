import type { ChannelEvents, RealtimePort } from "./port"
import type { Topic } from "./topics"

type Joined = { topic: Topic; events: ChannelEvents; hasLeft: boolean }

/** A realtime service for tests: keeps the joins, and plays the server on them. */
export function fakePort() {
  const joins: Joined[] = []
  let leaving: Promise<void> = Promise.resolve()
  const open = () => joins.filter((join) => !join.hasLeft)
  const port: RealtimePort = {
    async join(topic, events) {
      const join = { topic, events, hasLeft: false }
      joins.push(join)
      return {
        async leave() {
          join.hasLeft = true
          await leaving
        },
      }
    },
    async reconnect() {
      for (const join of open()) join.events.onLost("socket closed")
    },
  }
  const newest = () => {
    const join = joins.at(-1)
    if (!join) throw new Error("nothing was joined")
    return join
  }
  return {
    port,
    joins,
    open,
    /** The server accepts the newest join. */
    accept: () => newest().events.onJoined(),
    /** The server refuses or closes the newest channel. */
    lose: (reason = "closed") => newest().events.onLost(reason),
    /** The server sends message `seq` on the newest channel. */
    send: (seq: number) => newest().events.onMessage({ table: "tickets", id: "t", seq, op: "update" }),
    /** Whatever the newest channel's payload is. */
    sendRaw: (payload: unknown) => newest().events.onMessage(payload),
    /** Makes every leave wait for `promise`. */
    holdLeaves: (promise: Promise<void>) => {
      leaving = promise
    },
  }
}
