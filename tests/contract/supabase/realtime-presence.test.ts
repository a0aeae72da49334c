import { afterEach, beforeEach, expect, test } from "vitest"
import { WebSocket } from "ws"
import { backend } from "./support/backend.ts"
import { join } from "./support/channels.ts"
import { anonymous } from "./support/clients.ts"
import { until } from "./support/until.ts"

let a: ReturnType<typeof anonymous>
let b: ReturnType<typeof anonymous>
beforeEach(() => {
  a = anonymous()
  b = anonymous()
})
afterEach(() => Promise.all([a, b].map((client) => client.removeAllChannels())))
let serial = 0
const newTopic = () => `contract-presence-${process.pid}-${Date.now()}-${serial++}`

function watch(client: typeof a, topic: string, key: string) {
  const joined: string[] = []
  const left: string[] = []
  const channel = client.channel(topic, { config: { presence: { key } } })
  channel.on("presence", { event: "join" }, (change) => joined.push(change.key))
  channel.on("presence", { event: "leave" }, (change) => left.push(change.key))
  const keys = () => Object.keys(channel.presenceState()).sort().join()
  return { channel, joined, left, keys }
}

test("who tracks is seen by all, also by those who come later", async () => {
  const topic = newTopic()
  const first = watch(a, topic, "A")
  await join(first.channel)
  expect(await first.channel.track({ at: "ticket 1" })).toBe("ok")
  const second = watch(b, topic, "B")
  await join(second.channel)
  await second.channel.track({ at: "ticket 2" })
  await until("both see both", () => first.keys() === "A,B" && second.keys() === "A,B")
  expect(second.channel.presenceState<{ at: string }>().A).toMatchObject([{ at: "ticket 1" }])
  expect(first.joined).toContain("B")
})

test("tracking again replaces what was tracked", async () => {
  const topic = newTopic()
  const [first, second] = [watch(a, topic, "A"), watch(b, topic, "B")]
  await Promise.all([join(first.channel), join(second.channel)])
  await first.channel.track({ at: "old" })
  await first.channel.track({ at: "new" })
  await until("the new state", () => second.channel.presenceState<{ at: string }>().A?.[0]?.at === "new")
  expect(second.channel.presenceState().A).toHaveLength(1)
})

test("who untracks, leaves the topic or is removed is gone", async () => {
  const topic = newTopic()
  const [first, second] = [watch(a, topic, "A"), watch(b, topic, "B")]
  await Promise.all([join(first.channel), join(second.channel)])
  await second.channel.track({})
  await until("B is there", () => first.keys() === "B")
  await second.channel.untrack()
  await until("B is gone", () => first.keys() === "")
  await second.channel.track({})
  await until("B is back", () => first.keys() === "B")
  await second.channel.unsubscribe()
  await until("B has left", () => first.keys() === "")
  expect(first.left).toEqual(["B", "B"])
})

test("a client that crashes is gone without a word", async () => {
  const topic = newTopic()
  const first = watch(a, topic, "A")
  await join(first.channel)
  const { url, publishableKey } = backend()
  const address = `${url.replace(/^http/, "ws")}/realtime/v1/websocket?vsn=2.0.0&apikey=${publishableKey}`
  const socket = new WebSocket(address)
  await new Promise((resolve) => socket.once("open", resolve))
  const config = {
    private: false,
    broadcast: {},
    presence: { key: "crash", enabled: true },
    postgres_changes: [],
  }
  socket.send(JSON.stringify(["1", "1", `realtime:${topic}`, "phx_join", { config }]))
  socket.send(
    JSON.stringify([
      "1",
      "2",
      `realtime:${topic}`,
      "presence",
      { type: "presence", event: "track", payload: {} },
    ]),
  )
  await until("it is there", () => first.keys() === "crash")
  socket.terminate()
  await until("it is gone", () => first.keys() === "")
  expect(first.left).toEqual(["crash"])
})
