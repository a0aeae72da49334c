import type { ChannelEvents, RealtimePort } from "./port"
import type { Topic } from "./topics"

type Joined = { topic: Topic; events: ChannelEvents; hasLeft: boolean }

/** A realtime service for tests: keeps the joins, and plays the server on them. */
export function fakePort() {
  const joins: Joined[] = []
  let leaving: Promise<void> = Promise.resolve()
  let numbers: Map<Topic, number> | null = new Map()
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
    async sequences(topics) {
      if (numbers === null) throw new Error("no answer")
      return new Map(
        topics.flatMap((topic) => (numbers?.has(topic) ? [[topic, numbers.get(topic) ?? 0]] : [])),
      )
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
    send: (
      seq: number,
      changes: object[] | null = [{ table: "t", id: String(seq), op: "update", row: null }],
    ) => newest().events.onMessage({ seq, changes }),
    /** Whatever the newest channel's payload is. */
    sendRaw: (payload: unknown) => newest().events.onMessage(payload),
    /** How far the database says each topic has come; null when it does not answer. */
    setNumbers: (next: Map<Topic, number> | null) => {
      numbers = next
    },
    /** Makes every leave wait for `promise`. */
    holdLeaves: (promise: Promise<void>) => {
      leaving = promise
    },
  }
}
