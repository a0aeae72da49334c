import { createClient } from "@supabase/supabase-js"
import type { ReactNode } from "react"
import { renderToString } from "react-dom/server"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { ChannelRegistry } from "./channel-registry"
import { FakeRealtime } from "./fake-realtime"
import { type ListSpec, LiveList } from "./live-list"
import { pageLive } from "./page-live"
import { watchPage } from "./page-watch"
import { RealtimeProvider, useRegistry } from "./realtime-provider"
import { supabasePort } from "./supabase-port"
import { TopicSignal } from "./topic-signal"
import { inboxTopic, memberTopic } from "./topics"

// What lies above the sockets is all real: the Supabase client with its heartbeats, channels and time-outs.

type Row = { id: string }
const topic = inboxTopic({ id: "i", epoch: 1 })

/** A page that shows one list, with a database whose every commit is a row and a message. */
function setUp() {
  const server = new FakeRealtime()
  const committed: Row[] = []
  const client = createClient("http://realtime.test", "sb_publishable_test", {
    accessToken: async () => "token",
    realtime: { transport: server.transport as unknown as typeof WebSocket },
    global: { fetch: async () => Response.json({ [topic]: committed.length }) },
  })
  const port = supabasePort(client)
  const registry = new ChannelRegistry(port)
  const reads: string[] = []
  const spec: ListSpec<Row> = {
    table: "t",
    parse: (row) => row as Row,
    idOf: ({ id }) => id,
    placeOf: ({ id }) => ({ at: "", id }),
    includes: () => true,
    read: async () => {
      reads.push("read")
      return { seq: committed.length, rows: [...committed], next: null, beside: null }
    },
  }
  const list = new LiveList(spec)
  list.watch(() => undefined)
  const commit = () => {
    const row = { id: `row-${committed.length + 1}` }
    committed.push(row)
    server.say(topic, {
      seq: committed.length,
      changes: [{ table: "t", id: row.id, op: "insert", row }],
    })
  }
  const window = new EventTarget()
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" as DocumentVisibilityState })
  return {
    server,
    client,
    port,
    registry,
    list,
    commit,
    window,
    document,
    watch: () => watchPage(registry, { window, document }),
    /** How often the list was read since this was last asked. */
    reads: () => reads.splice(0).length,
    showsTheTruth: () => list.state().rows?.length === committed.length,
  }
}

/** The same once its topic is heard. */
async function heard() {
  const page = setUp()
  page.registry.listen(topic, page.list)
  const stopWatching = page.watch()
  await vi.advanceTimersByTimeAsync(100)
  page.reads()
  page.commit()
  await vi.advanceTimersByTimeAsync(100)
  expect([page.reads(), page.showsTheTruth(), page.registry.currentHealth()]).toEqual([0, true, "live"])
  return { ...page, stopWatching }
}

/** The registries of the shells that were drawn. */
const shells: ChannelRegistry[] = []
function Shell(): ReactNode {
  shells.push(useRegistry())
  return null
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe("[K7] a page that missed messages shows the truth after one reading, and hears again", () => {
  const ways: Record<string, (page: Awaited<ReturnType<typeof heard>>) => Promise<void>> = {
    "the socket was cut": async ({ server, commit }) => {
      server.stop()
      commit()
      server.isUp = true
      await vi.advanceTimersByTimeAsync(3000)
    },
    "the server was down for a while": async ({ server, commit }) => {
      server.stop()
      await vi.advanceTimersByTimeAsync(60_000)
      commit()
      server.isUp = true
      await vi.advanceTimersByTimeAsync(25_000)
    },
    "the machine slept, and its socket is dead without a word": async ({ server, commit }) => {
      server.vanish()
      commit()
      commit()
      // Timers stand still meanwhile.
      vi.setSystemTime(Date.now() + 20 * 60_000)
      await vi.advanceTimersByTimeAsync(10_000)
    },
    "the machine slept with the page hidden": async ({ server, commit, document }) => {
      document.visibilityState = "hidden"
      document.dispatchEvent(new Event("visibilitychange"))
      server.vanish()
      commit()
      vi.setSystemTime(Date.now() + 20 * 60_000)
      await vi.advanceTimersByTimeAsync(10_000)
    },
    "the network was another for a while": async ({ server, commit, window }) => {
      window.dispatchEvent(new Event("offline"))
      server.vanish()
      commit()
      window.dispatchEvent(new Event("online"))
      await vi.advanceTimersByTimeAsync(5000)
    },
    "the connection died, and nothing says so but unanswered heartbeats": async (page) => {
      page.stopWatching()
      page.server.vanish()
      page.commit()
      await vi.advanceTimersByTimeAsync(60_000)
    },
  }
  test.each(Object.entries(ways))("%s", async (_, lose) => {
    const page = await heard()
    await lose(page)
    expect([page.reads(), page.showsTheTruth(), page.registry.currentHealth()]).toEqual([1, true, "live"])
    page.commit()
    await vi.advanceTimersByTimeAsync(100)
    expect([page.reads(), page.showsTheTruth()]).toEqual([0, true])
  })
})

test("[K7] a busy moment is no sleep, nor are the rare timers of a hidden page", async () => {
  const { server, document, reads } = await heard()
  vi.setSystemTime(Date.now() + 12_000)
  await vi.advanceTimersByTimeAsync(5000)
  document.visibilityState = "hidden"
  document.dispatchEvent(new Event("visibilitychange"))
  vi.setSystemTime(Date.now() + 60_000)
  await vi.advanceTimersByTimeAsync(5000)
  expect([server.sockets.length, reads()]).toEqual([1, 0])
})

test("[K13] a page that is seen asks once a minute whether it has heard everything, and reads when it has not", async () => {
  const { server, list, reads, commit, showsTheTruth } = await heard()
  // Lost between the database and the server.
  server.isUp = false
  const [socket] = server.sockets
  socket?.joined.clear()
  commit()
  await vi.advanceTimersByTimeAsync(50_000)
  expect([reads(), list.seq]).toEqual([0, 1])
  await vi.advanceTimersByTimeAsync(20_000)
  expect([reads(), showsTheTruth()]).toEqual([1, true])
})

describe("[K7] a shell that fails and is drawn anew", () => {
  // On a page there is one; on a server there is none to be shared.
  beforeEach(() => void vi.stubGlobal("window", globalThis))
  afterEach(() => void vi.unstubAllGlobals())

  test("hears what is said, however soon it stands again", async () => {
    const { server, port } = setUp()
    const told: string[] = []
    const follow = () =>
      pageLive(() => port).registry.listen(
        topic,
        new TopicSignal({
          onEvent: ({ id }) => void told.push(id),
          onSubscribed: () => void told.push("subscribed"),
          onGap: () => void told.push("gap"),
        }),
      )
    const fail = follow()
    await vi.advanceTimersByTimeAsync(100)
    fail()
    await vi.advanceTimersByTimeAsync(500)
    follow()
    await vi.advanceTimersByTimeAsync(30_000)
    told.length = 0
    server.say(topic, { seq: 1, changes: [{ table: "t", id: "heard", op: "insert", row: null }] })
    await vi.advanceTimersByTimeAsync(100)
    expect(told).toEqual(["heard"])
  })

  test("has the registry it had", () => {
    const config = { supabaseUrl: "http://x", publishableKey: "x", signalUrl: null, edge: null }
    shells.length = 0
    for (let time = 0; time < 2; time++) {
      renderToString(
        <RealtimeProvider config={config}>
          <Shell />
        </RealtimeProvider>,
      )
    }
    expect(shells).toHaveLength(2)
    expect(shells[1]).toBe(shells[0])
  })
})

test("[K7] what a client sends by itself on a topic it has joined is no message of the database's", async () => {
  const { server, reads, list } = await heard()
  const before = list.state().rows
  server.say(topic, { seq: "2", changes: [] })
  server.say(topic, { table: "t", id: "row-1", op: "delete" })
  for (const socket of server.sockets) {
    const change = { table: "t", id: "row-1", op: "delete", row: null }
    const body = { type: "broadcast", event: "other", payload: { seq: 2, changes: [change] } }
    socket.receive([null, null, topic, "broadcast", body])
    socket.receive([null, null, memberTopic("another"), "broadcast", { ...body, event: "change" }])
  }
  await vi.advanceTimersByTimeAsync(1000)
  expect([reads(), list.state().rows]).toEqual([0, before])
})
