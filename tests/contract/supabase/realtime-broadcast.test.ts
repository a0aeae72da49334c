import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { backend } from "./support/backend.ts"
import { join, recordBroadcasts } from "./support/channels.ts"
import { anonymous } from "./support/clients.ts"
import { sql } from "./support/sql.ts"
import { until } from "./support/until.ts"

let a: ReturnType<typeof anonymous>
let b: ReturnType<typeof anonymous>
beforeEach(() => {
  a = anonymous()
  b = anonymous()
})
afterEach(() => Promise.all([a, b].map((client) => client.removeAllChannels())))
let serial = 0
const newTopic = () => `contract-${process.pid}-${Date.now()}-${serial++}`

describe("broadcast between clients", () => {
  test("reaches the others with its contents whole, and not its sender", async () => {
    const topic = newTopic()
    const from = a.channel(topic, { config: { broadcast: { ack: true } } })
    const to = b.channel(topic)
    const [own, others] = [recordBroadcasts(from), recordBroadcasts(to)]
    await Promise.all([join(from), join(to)])
    expect(
      await from.send({ type: "broadcast", event: "電話", payload: { text: 'é☃ " \\', n: [1, null] } }),
    ).toBe("ok")
    expect(await until("the message", () => others[0])).toEqual({
      event: "電話",
      payload: { text: 'é☃ " \\', n: [1, null] },
    })
    expect(own).toEqual([])
  })

  test("comes back to its sender when it asks for that", async () => {
    const channel = a.channel(newTopic(), { config: { broadcast: { self: true } } })
    const seen = recordBroadcasts(channel)
    await join(channel)
    await channel.send({ type: "broadcast", event: "echo", payload: { n: 1 } })
    expect(await until("the echo", () => seen[0])).toMatchObject({ event: "echo", payload: { n: 1 } })
  })

  test("by HTTP reaches those who listen", async () => {
    const topic = newTopic()
    const to = b.channel(topic)
    const seen = recordBroadcasts(to)
    await join(to)
    expect(await a.channel(topic).httpSend("posted", { n: 2 })).toEqual({ success: true })
    expect(await until("the message", () => seen[0])).toMatchObject({ event: "posted", payload: { n: 2 } })
  })

  test("keeps its order and stays in its topic", async () => {
    const [here, there] = [newTopic(), newTopic()]
    const from = a.channel(here)
    const [listens, elsewhere] = [b.channel(here), b.channel(there)]
    const [seen, leaked] = [recordBroadcasts(listens), recordBroadcasts(elsewhere)]
    await Promise.all([from, listens, elsewhere].map((channel) => join(channel)))
    for (let n = 0; n < 100; n += 1) void from.send({ type: "broadcast", event: "n", payload: { n } })
    await until("all 100", () => seen.length === 100)
    expect(seen.map(({ payload }) => payload.n)).toEqual(Array.from({ length: 100 }, (_, n) => n))
    expect(leaked).toEqual([])
  })

  test("bytes stay bytes", async () => {
    const topic = newTopic()
    const [from, to] = [a.channel(topic), b.channel(topic)]
    const seen: unknown[] = []
    to.on("broadcast", { event: "bytes" }, (message) => seen.push(message.payload))
    await Promise.all([join(from), join(to)])
    await from.send({ type: "broadcast", event: "bytes", payload: new Uint8Array([0, 255, 7]).buffer })
    const received = await until("the bytes", () => seen[0] as ArrayBuffer | undefined)
    expect([...new Uint8Array(received)]).toEqual([0, 255, 7])
  })
})

describe("broadcast from the database", () => {
  test("to a public topic reaches it once, with the message's id", async () => {
    const topic = newTopic()
    const channel = a.channel(topic)
    const seen = recordBroadcasts(channel)
    await join(channel)
    await sql("select realtime.send($1, 'change', $2, false)", [JSON.stringify({ seq: 1 }), topic])
    await sql("select realtime.send($1, 'last', $2, false)", [JSON.stringify({ seq: 2 }), topic])
    await until("the last message", () => seen.some(({ event }) => event === "last"))
    expect(seen.map(({ event }) => event)).toEqual(["change", "last"])
    expect(seen[0]?.payload).toEqual({ seq: 1, id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  })

  test("to a private topic does not reach the public topic of that name", async () => {
    const topic = newTopic()
    const channel = a.channel(topic)
    const seen = recordBroadcasts(channel)
    await join(channel)
    await sql("select realtime.send('{}', 'private', $1, true)", [topic])
    await sql("select realtime.send('{}', 'public', $1, false)", [topic])
    await until("the public message", () => seen.some(({ event }) => event === "public"))
    expect(seen.map(({ event }) => event)).toEqual(["public"])
  })

  test("what is rolled back is never sent", async () => {
    const topic = newTopic()
    const channel = a.channel(topic)
    const seen = recordBroadcasts(channel)
    await join(channel)
    await sql(`begin; select realtime.send('{}', 'undone', '${topic}', false); rollback`)
    await sql("select realtime.send('{}', 'done', $1, false)", [topic])
    await until("the second message", () => seen.some(({ event }) => event === "done"))
    expect(seen.map(({ event }) => event)).toEqual(["done"])
  })
})

test.skipIf(!backend().isLocal)("row changes are refused by name", async () => {
  const channel = a.channel(newTopic())
  channel.on("postgres_changes", { event: "*", schema: "public" }, () => {})
  expect(await join(channel)).toMatchObject({
    status: "CHANNEL_ERROR",
    message: expect.stringContaining("postgres_changes"),
  })
})
