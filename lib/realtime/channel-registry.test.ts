import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { arrivesWithin, ChannelRegistry, staleAfter } from "./channel-registry"
import { fakePort } from "./fake-port"
import { TopicSignal } from "./topic-signal"
import { inboxTopic, memberTopic } from "./topics"

const topic = inboxTopic({ id: "i", epoch: 1 })

function setUp() {
  const server = fakePort()
  const registry = new ChannelRegistry(server.port)
  const told: string[] = []
  const signal = (note: (what: string) => void) =>
    new TopicSignal({
      onEvent: ({ id }) => note(`event ${id}`),
      onSubscribed: () => note("subscribed"),
      onGap: () => note("gap"),
    })
  const listener = signal((what) => void told.push(what))
  return { server, registry, told, listener, signal }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
/** Lets started promises finish without moving the clock. */
const settle = () => vi.advanceTimersByTimeAsync(0)

describe("a topic", () => {
  test("[K7] tells its listeners to read when it is joined, and each change in turn", async () => {
    const { server, registry, told, listener } = setUp()
    registry.listen(topic, listener)
    await settle()
    server.accept()
    server.send(41)
    server.send(42)
    expect(told).toEqual(["subscribed", "event 41", "event 42"])
  })

  test("[K7] a missing number is a gap, a repeated one nothing", async () => {
    const { server, registry, told, listener } = setUp()
    registry.listen(topic, listener)
    await settle()
    server.accept()
    for (const seq of [5, 5, 8, 7, 9]) server.send(seq)
    expect(told).toEqual(["subscribed", "event 5", "gap", "event 9"])
  })

  test("[K7] what is no message of the database's says nothing; one that names no rows is a gap", async () => {
    const { server, registry, told, listener } = setUp()
    registry.listen(topic, listener)
    await settle()
    server.accept()
    for (const forged of [{ table: "tickets" }, { seq: 7 }, { seq: "1", changes: [] }, null, "x"])
      server.sendRaw(forged)
    server.send(1)
    server.send(2, null)
    expect(told).toEqual(["subscribed", "event 1", "gap"])
  })

  test("[K7] after a loss it is joined again and read again, without counting what was missed as a gap", async () => {
    const { server, registry, told, listener } = setUp()
    registry.listen(topic, listener)
    await settle()
    server.accept()
    server.send(1)
    server.lose()
    await vi.advanceTimersByTimeAsync(250)
    server.accept()
    server.send(90)
    expect(told).toEqual(["subscribed", "event 1", "subscribed", "event 90"])
    expect(server.open()).toHaveLength(1)
  })

  test("a refused join is tried again, each time later, and says nothing to its listeners", async () => {
    const { server, registry, told, listener } = setUp()
    registry.listen(topic, listener)
    const attempts: number[] = []
    for (const wait of [0, 249, 1, 999, 1, 1999, 1]) {
      await vi.advanceTimersByTimeAsync(wait)
      attempts.push(server.joins.length)
      if (attempts.at(-1) !== attempts.at(-2)) server.lose("not allowed")
    }
    expect(attempts).toEqual([1, 1, 2, 2, 3, 3, 4])
    expect(told).toEqual([])
  })

  test("is joined anew only when the old channel has been left", async () => {
    const { server, registry, listener } = setUp()
    registry.listen(topic, listener)
    await settle()
    server.accept()
    const left = Promise.withResolvers<void>()
    server.holdLeaves(left.promise)
    server.lose()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.joins).toHaveLength(1)
    left.resolve()
    await settle()
    expect(server.joins).toHaveLength(2)
  })

  test("late reports of a lost channel change nothing", async () => {
    const { server, registry, told, listener } = setUp()
    registry.listen(topic, listener)
    await settle()
    const first = server.joins[0]
    server.lose()
    await vi.advanceTimersByTimeAsync(250)
    server.accept()
    first?.events.onLost("late")
    first?.events.onMessage({ seq: 1, changes: [] })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.joins).toHaveLength(2)
    expect(told).toEqual(["subscribed"])
  })
})

describe("sharing", () => {
  test("listeners of one topic share one channel, and a later one is told to read at once", async () => {
    const { server, registry, told, listener, signal } = setUp()
    const others: string[] = []
    registry.listen(
      topic,
      signal((what) => void others.push(what)),
    )
    await settle()
    server.accept()
    registry.listen(topic, listener)
    server.send(7)
    expect(server.joins).toHaveLength(1)
    expect([others, told]).toEqual([
      ["subscribed", "event 7"],
      ["subscribed", "event 7"],
    ])
  })

  test("the channel outlives a change of pages and is left when nobody comes back", async () => {
    const { server, registry, told, listener } = setUp()
    const stop = registry.listen(topic, listener)
    await settle()
    server.accept()
    stop()
    server.send(1)
    await vi.advanceTimersByTimeAsync(1999)
    const stopAgain = registry.listen(topic, listener)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.open()).toHaveLength(1)
    stopAgain()
    await vi.advanceTimersByTimeAsync(2000)
    expect(server.open()).toEqual([])
    expect(told).toEqual(["subscribed", "subscribed"])
  })

  test("a new epoch is a new channel beside the old one", async () => {
    const { server, registry, listener } = setUp()
    const stop = registry.listen(topic, listener)
    registry.listen(inboxTopic({ id: "i", epoch: 2 }), listener)
    stop()
    await vi.advanceTimersByTimeAsync(2000)
    expect(server.open().map((join) => join.topic)).toEqual(["inbox:i:2"])
  })
})

describe("[K7] health", () => {
  test("is live with every topic joined, connecting for a moment, then stale until all are joined again", async () => {
    const { server, registry, listener } = setUp()
    expect(registry.currentHealth()).toBe("live")
    registry.listen(topic, listener)
    await settle()
    expect(registry.currentHealth()).toBe("connecting")
    server.accept()
    expect(registry.currentHealth()).toBe("live")
    registry.listen(memberTopic("m"), listener)
    await vi.advanceTimersByTimeAsync(staleAfter - 1)
    expect(registry.currentHealth()).toBe("connecting")
    await vi.advanceTimersByTimeAsync(1)
    expect(registry.currentHealth()).toBe("stale")
    server.accept()
    expect(registry.currentHealth()).toBe("live")
  })

  test("a lost network shows at once, and its return joins everything over a new socket", async () => {
    const { server, registry, told, listener } = setUp()
    const watcher = vi.fn()
    registry.watchHealth(watcher)
    registry.listen(topic, listener)
    await settle()
    server.accept()
    registry.goOffline()
    expect(registry.currentHealth()).toBe("stale")
    await registry.goOnline()
    await settle()
    expect(server.joins).toHaveLength(2)
    expect(registry.currentHealth()).toBe("stale")
    server.accept()
    expect(registry.currentHealth()).toBe("live")
    expect(told).toEqual(["subscribed", "subscribed"])
    expect(watcher).toHaveBeenCalledTimes(4)
  })

  test("a waiting topic is tried at once when the page is woken", async () => {
    const { server, registry, listener } = setUp()
    registry.listen(topic, listener)
    await settle()
    server.lose()
    registry.retryNow()
    await settle()
    expect(server.joins).toHaveLength(2)
  })
})

describe("comparing with the database", () => {
  async function heard(...seqs: number[]) {
    const all = setUp()
    all.registry.listen(topic, all.listener)
    await settle()
    all.server.accept()
    for (const seq of seqs) all.server.send(seq)
    all.told.length = 0
    return all
  }
  const compare = async ({ registry }: ReturnType<typeof setUp>) => {
    await registry.compare()
    await vi.advanceTimersByTimeAsync(arrivesWithin)
  }

  test("[K7] a message that was lost without a trace is a gap, once", async () => {
    const all = await heard(5, 6)
    all.server.setNumbers(new Map([[topic, 9]]))
    await compare(all)
    await compare(all)
    expect(all.told).toEqual(["gap"])
    all.server.send(10)
    expect(all.told).toEqual(["gap", "event 10"])
  })

  test("[K7] a message that was only on its way is none", async () => {
    const all = await heard(5)
    all.server.setNumbers(new Map([[topic, 6]]))
    await all.registry.compare()
    all.server.send(6)
    await vi.advanceTimersByTimeAsync(arrivesWithin)
    expect(all.told).toEqual(["event 6"])
  })

  test("[K7] of a topic that has said nothing since it was joined nobody knows: it is read once", async () => {
    const all = await heard()
    all.server.setNumbers(new Map([[topic, 9]]))
    await compare(all)
    await compare(all)
    expect(all.told).toEqual(["gap"])
  })

  test("[K13] unless another has read that far since: a page on which nothing happens reads nothing", async () => {
    const all = await heard()
    // A list on the topic has been read.
    all.registry.listen(topic, {
      follow: (feed) => feed.settle(9, feed.mark()),
      restart: () => undefined,
      advance: () => undefined,
      reached: () => undefined,
    })
    all.server.setNumbers(new Map([[topic, 9]]))
    await compare(all)
    expect(all.told).toEqual([])
    all.server.setNumbers(new Map([[topic, 10]]))
    await compare(all)
    expect(all.told).toEqual(["gap"])
  })

  test("[K7] without an answer, or while the topic is lost, nothing is said", async () => {
    const all = await heard(5)
    all.server.setNumbers(null)
    await compare(all)
    all.server.setNumbers(new Map([[topic, 9]]))
    await all.registry.compare()
    all.server.lose()
    await vi.advanceTimersByTimeAsync(arrivesWithin)
    expect(all.told).toEqual([])
  })
})
