import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { ChannelRegistry } from "./channel-registry"
import { fakePort } from "./fake-port"
import type { ListSpec, Reading } from "./live-list"
import { keptFor, LiveStore } from "./live-store"
import { inboxTopic } from "./topics"

type Row = { id: string }

const topic = inboxTopic({ id: "i", epoch: 1 })
const found = (seq: number, ...ids: string[]): Reading<Row> => ({
  seq,
  rows: ids.map((id) => ({ id })),
  next: null,
  beside: null,
})

function setUp() {
  const server = fakePort()
  const store = new LiveStore(new ChannelRegistry(server.port))
  const reads: string[] = []
  let seq = 10
  const spec = (): ListSpec<Row> => ({
    table: "t",
    parse: (row) => row as Row,
    idOf: ({ id }) => id,
    placeOf: ({ id }) => ({ at: "", id }),
    includes: () => true,
    read: async () => {
      reads.push("read")
      return found(seq, "a")
    },
  })
  const say = (number: number, id: string) =>
    server.send(number, [{ table: "t", id, op: "insert", row: { id } }])
  const settle = () => vi.advanceTimersByTimeAsync(0)
  return {
    server,
    store,
    reads,
    spec,
    say,
    settle,
    stand: (next: number) => {
      seq = next
    },
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test("[K13] whoever shows the same list shares it, and coming back to it asks for nothing", async () => {
  const { server, store, reads, spec, say, settle } = setUp()
  const list = store.open("list", spec)
  const stopLooking = list.watch(() => undefined)
  const leave = store.keep("list", topic, list)
  await settle()
  server.accept()
  await settle()
  expect(store.open("list", spec)).toBe(list)
  const before = reads.length
  stopLooking()
  leave()
  say(11, "b")
  await vi.advanceTimersByTimeAsync(keptFor - 1)
  expect(store.open("list", spec)).toBe(list)
  list.watch(() => undefined)
  store.keep("list", topic, list)
  await vi.advanceTimersByTimeAsync(keptFor)
  expect(store.open("list", spec)).toBe(list)
  expect(list.state().rows).toHaveLength(2)
  expect(reads).toHaveLength(before)
})

test("a list nobody came back to is forgotten, with its topic", async () => {
  const { server, store, spec, settle } = setUp()
  const list = store.open("list", spec)
  const leave = store.keep("list", topic, list)
  await settle()
  server.accept()
  leave()
  await vi.advanceTimersByTimeAsync(keptFor + 2000)
  expect(server.open()).toEqual([])
  expect(store.open("list", spec)).not.toBe(list)
})

test("[K10] an inbox in its next epoch is followed there and read once", async () => {
  const { server, store, reads, spec, settle } = setUp()
  const list = store.open("list", spec)
  list.watch(() => undefined)
  const leave = store.keep("list", topic, list)
  await settle()
  server.accept()
  await settle()
  const before = reads.length
  store.keep("list", inboxTopic({ id: "i", epoch: 2 }), list)
  leave()
  await settle()
  server.accept()
  await settle()
  expect(reads).toHaveLength(before + 1)
  await vi.advanceTimersByTimeAsync(2000)
  expect(server.open().map((join) => join.topic)).toEqual(["inbox:i:2"])
})

test("[K7] what the server read is taken while nothing is heard, and not when messages are on their way", async () => {
  const { server, store, spec, settle, reads } = setUp()
  const list = store.open("list", spec, found(5, "old"))
  list.watch(() => undefined)
  store.keep("list", topic, list)
  store.offer("list", found(7, "newer"))
  expect(list.state().rows).toEqual([{ id: "newer" }])
  await settle()
  server.accept()
  await settle()
  expect(reads).toHaveLength(1)
  store.offer("list", found(12, "ahead of the messages"))
  expect(list.state().rows).toEqual([{ id: "a" }])
})

test("[K7] after something was written it is read where nothing is heard, and nowhere else", async () => {
  const { server, store, spec, settle, reads, stand } = setUp()
  const list = store.open("list", spec)
  list.watch(() => undefined)
  store.keep("list", topic, list)
  await settle()
  server.accept()
  await settle()
  const before = reads.length
  store.readUnlessLive("list")
  await settle()
  expect(reads).toHaveLength(before)
  server.lose()
  stand(11)
  store.readUnlessLive("list")
  await settle()
  expect(reads).toHaveLength(before + 1)
})

test("[K7] what is opened to be drawn is dropped for no other list, and one that was dropped is kept all the same", async () => {
  const { server, store, spec, say, settle } = setUp()
  const list = store.open("list", spec)
  list.watch(() => undefined)
  store.keep("list", topic, list)()
  for (let nth = 0; nth < 39; nth++) store.open(`other ${nth}`, spec)
  // Somebody comes back to it, beside a list that is new.
  expect(store.open("list", spec)).toBe(list)
  store.open("new", spec)
  expect(store.open("list", spec)).toBe(list)
  for (let nth = 0; nth < 40; nth++) store.open(`further ${nth}`, spec)
  expect(store.find("list")).toBeUndefined()
  store.keep("list", topic, list)
  await settle()
  server.accept()
  await settle()
  say(11, "b")
  expect(list.state().rows).toHaveLength(2)
  expect(store.find("list")).toBe(list)
})
