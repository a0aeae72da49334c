import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { type ListSpec, LiveList, type Place, type Reading } from "./live-list"
import type { Change } from "./message"
import { TopicFeed } from "./topic-feed"

type Row = { id: string; at: string; status: string; name: string }

const at = (minute: number) => `2026-11-01T09:${String(minute).padStart(2, "0")}:00+00:00`
const row = (id: string, minute: number, status = "open"): Row => ({ id, at: at(minute), status, name: id })
const change = (next: Row): Change => ({ table: "tickets", id: next.id, op: "update", row: next })
const gone = (id: string): Change => ({ table: "tickets", id, op: "delete", row: null })

/** A list of open rows on a joined topic, whose readings are answered by hand. */
function setUp(first?: Reading<Row>, more: Partial<ListSpec<Row>> = {}) {
  const asked: { before: Place | null; answer: (reading: Reading<Row> | Error) => Promise<void> }[] = []
  const list = new LiveList<Row>(
    {
      table: "tickets",
      parse: (value) => {
        if (typeof value !== "object" || !value || !("status" in value)) throw new Error("no row")
        return value as Row
      },
      idOf: ({ id }) => id,
      placeOf: ({ at, id }) => ({ at, id }),
      includes: ({ status }) => status === "open",
      read: (before) =>
        new Promise((resolve, reject) => {
          const answer = async (reading: Reading<Row> | Error) => {
            if (reading instanceof Error) reject(reading)
            else resolve(reading)
            await vi.advanceTimersByTimeAsync(0)
          }
          asked.push({ before, answer })
        }),
      ...more,
    },
    first,
  )
  const shown = vi.fn()
  const lookAway = list.watch(shown)
  const feed = new TopicFeed()
  feed.restart()
  list.follow(feed, true)
  const say = (seq: number, ...changes: Change[]) => {
    feed.receive({ seq, changes })
    list.advance()
  }
  const ids = () => list.state().rows?.map(({ id }) => id)
  const reading = (seq: number, rows: Row[], next: Place | null = null): Reading<Row> => ({
    seq,
    rows,
    next,
    beside: null,
  })
  return { list, feed, asked, say, ids, reading, shown, lookAway }
}

/** The same after a first reading at 10. */
async function current(rows: Row[], next: Place | null = null, more: Partial<ListSpec<Row>> = {}) {
  const all = setUp(undefined, more)
  await all.asked[0]?.answer(all.reading(10, rows, next))
  return all
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe("[K7] what is next in sequence", () => {
  test("[K13] is taken in without a reading, in the list's order", async () => {
    const { asked, say, ids } = await current([row("b", 5), row("a", 3)])
    say(11, change(row("c", 4)))
    expect(ids()).toEqual(["b", "c", "a"])
    say(12, change(row("a", 9)), gone("b"))
    expect(ids()).toEqual(["a", "c"])
    say(13, change(row("c", 4, "done")))
    expect(ids()).toEqual(["a"])
    expect(asked).toHaveLength(1)
  })

  test("[K13] changes nothing, and renders nothing, when it is of no concern", async () => {
    const { say, shown } = await current([row("a", 3)])
    shown.mockClear()
    say(11, change(row("x", 9, "done")), { table: "labels", id: "l", op: "update", row: null })
    expect(shown).not.toHaveBeenCalled()
  })

  test("is applied once, however often it comes", async () => {
    const { say, ids, asked } = await current([])
    say(11, change(row("a", 1)))
    say(12, gone("a"))
    say(11, change(row("a", 1)))
    expect(ids()).toEqual([])
    expect(asked).toHaveLength(1)
  })

  test("of rows beside, by what the list makes of it", async () => {
    const { say, list } = await current([row("a", 1)], null, {
      patch: (one, { table, id }) =>
        table === "labels" && id === one.id ? { ...one, name: "patched" } : one,
    })
    say(11, { table: "labels", id: "a", op: "update", row: {} })
    expect(list.state().rows?.[0]?.name).toBe("patched")
  })
})

describe("[K7] a gap", () => {
  test("is read once, and what was said since is taken in", async () => {
    const { asked, say, ids, reading } = await current([row("a", 1)])
    say(13, change(row("d", 8)))
    say(14, change(row("e", 9)))
    expect(asked).toHaveLength(2)
    await asked[1]?.answer(reading(13, [row("d", 8), row("a", 1)]))
    expect(ids()).toEqual(["e", "d", "a"])
    expect(asked).toHaveLength(2)
  })

  test("is none when what was missing comes late, out of order", async () => {
    const { asked, say, ids, reading } = await current([])
    say(12, change(row("b", 2)))
    say(11, change(row("a", 1)))
    expect(ids()).toEqual(["b", "a"])
    // The reading the gap had begun finds what is there already.
    await asked[1]?.answer(reading(11, [row("a", 1)]))
    expect(ids()).toEqual(["b", "a"])
    expect(asked).toHaveLength(2)
  })

  test("in front of a number nobody sent is read once, and the number forgotten", async () => {
    const { asked, say, ids, reading } = await current([row("a", 1)])
    say(1_000_000, gone("a"))
    expect(asked).toHaveLength(2)
    await asked[1]?.answer(reading(10, [row("a", 1)]))
    expect(ids()).toEqual(["a"])
    say(11, change(row("b", 2)))
    expect(ids()).toEqual(["b", "a"])
    expect(asked).toHaveLength(2)
  })

  test("by the database's own word is read until the commit shows, and not for ever", async () => {
    const { list, feed, asked, ids, reading } = await current([row("a", 1)])
    feed.receive({ seq: 11, changes: null })
    list.advance()
    expect(asked).toHaveLength(2)
    await asked[1]?.answer(reading(10, [row("a", 1)]))
    await vi.advanceTimersByTimeAsync(50)
    expect(asked).toHaveLength(3)
    await asked[2]?.answer(reading(11, [row("b", 1)]))
    expect(ids()).toEqual(["b"])
    feed.receive({ seq: 12, changes: null })
    list.advance()
    for (const wait of [0, 50, 200]) {
      await vi.advanceTimersByTimeAsync(wait)
      await asked.at(-1)?.answer(reading(11, [row("b", 1)]))
    }
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toHaveLength(6)
  })

  test("that only the database knows of is read", async () => {
    const { list, asked } = await current([])
    list.reached(10)
    expect(asked).toHaveLength(1)
    list.reached(12)
    expect(asked).toHaveLength(2)
  })
})

describe("[K7] reading", () => {
  test("what is said while it goes on is taken in after it", async () => {
    const { asked, say, ids, reading } = setUp()
    say(11, change(row("a", 1)))
    say(12, change(row("b", 2)))
    await asked[0]?.answer(reading(11, [row("a", 1)]))
    expect(ids()).toEqual(["b", "a"])
    expect(asked).toHaveLength(1)
  })

  test("is not needed for what the server read, once the topic is known to have been heard since", async () => {
    const { feed } = await current([row("a", 1)])
    const second = setUp({ seq: 10, rows: [row("z", 1)], next: null, beside: null })
    expect(second.asked).toHaveLength(1)
    const third = new LiveList<Row>(
      {
        table: "tickets",
        parse: (value) => value as Row,
        idOf: ({ id }) => id,
        placeOf: ({ at, id }) => ({ at, id }),
        includes: () => true,
        read: () => Promise.reject(new Error("read although it was heard")),
      },
      { seq: 10, rows: [row("y", 1)], next: null, beside: null },
    )
    third.watch(() => undefined)
    feed.receive({ seq: 11, changes: [change(row("x", 2))] })
    third.follow(feed, true)
    expect(third.state()).toMatchObject({ rows: [{ id: "x" }, { id: "y" }], isFailed: false })
  })

  test("begun before the topic was joined anew counts for nothing: it is read once more", async () => {
    const { list, feed, asked, ids, reading } = setUp()
    feed.restart()
    list.restart()
    await asked[0]?.answer(reading(10, [row("a", 1)]))
    expect(feed.covers(10)).toBe(false)
    expect(asked).toHaveLength(2)
    await asked[1]?.answer(reading(12, [row("b", 1)]))
    expect(ids()).toEqual(["b"])
  })

  test("that fails says so and is tried again, each time later", async () => {
    const { list, asked, reading } = setUp()
    await asked[0]?.answer(new Error("no answer"))
    expect(list.state()).toMatchObject({ isFailed: true, rows: undefined })
    await vi.advanceTimersByTimeAsync(500)
    await asked[1]?.answer(new Error("no answer"))
    await vi.advanceTimersByTimeAsync(999)
    expect(asked).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1)
    await asked[2]?.answer(reading(1, []))
    expect(list.state()).toMatchObject({ isFailed: false, rows: [] })
  })

  test("waits while nobody looks", async () => {
    const { list, asked, feed } = setUp({ seq: 3, rows: [], next: null, beside: null })
    const stop = list.watch(() => undefined)
    stop()
    const alone = new LiveList<Row>({
      table: "tickets",
      parse: (value) => value as Row,
      idOf: ({ id }) => id,
      placeOf: ({ at, id }) => ({ at, id }),
      includes: () => true,
      read: () => {
        asked.push({ before: null, answer: async () => undefined })
        return new Promise(() => undefined)
      },
    })
    const before = asked.length
    alone.follow(feed, true)
    alone.restart()
    expect(asked).toHaveLength(before)
    alone.watch(() => undefined)
    expect(asked).toHaveLength(before + 1)
  })

  test("[K13] is not asked for by a list nobody looks at: a gap and what is short wait until somebody does", async () => {
    const { list, feed, asked, say, reading, lookAway } = setUp(undefined, { atLeast: 2 })
    await asked[0]?.answer(reading(10, [row("d", 4), row("c", 3)], { at: at(3), id: "c" }))
    lookAway()
    say(11, gone("d"))
    say(13, change(row("x", 9)))
    feed.receive({ seq: 14, changes: null })
    list.advance()
    expect(asked).toHaveLength(1)
    list.watch(() => undefined)
    expect(asked).toHaveLength(2)
  })

  test("follows where a row cannot be read from its message, and the other rows of it are taken in", async () => {
    const { asked, say, ids, reading } = await current([row("a", 1)])
    say(11, { table: "tickets", id: "b", op: "update", row: { unreadable: true } }, change(row("c", 3)))
    expect(ids()).toEqual(["c", "a"])
    expect(asked).toHaveLength(2)
    await asked[1]?.answer(reading(11, [row("c", 3), row("b", 2), row("a", 1)]))
    expect(ids()).toEqual(["c", "b", "a"])
  })
})

describe("[J2] pages", () => {
  const end = { at: at(3), id: "c" }

  test("a row that moves past the last one read leaves the list, one that moves up enters it", async () => {
    const { say, ids } = await current([row("e", 5), row("d", 4), row("c", 3)], end)
    say(11, change(row("d", 1)), change(row("a", 9)))
    expect(ids()).toEqual(["a", "e", "c"])
    say(12, change(row("b", 2)))
    expect(ids()).toEqual(["a", "e", "c"])
  })

  test("a list that became too short reads its next page once", async () => {
    const { asked, say, ids, reading } = await current([row("d", 4), row("c", 3)], end, { atLeast: 2 })
    say(11, gone("d"))
    say(12, change(row("x", 9, "done")))
    expect(asked.map(({ before }) => before)).toEqual([null, end])
    await asked[1]?.answer(reading(12, [row("b", 2), row("a", 1)]))
    expect(ids()).toEqual(["c", "b", "a"])
    expect(asked).toHaveLength(2)
  })

  test("what is said between the readings of two pages is in neither twice", async () => {
    const { list, asked, say, ids, reading } = await current([row("d", 4), row("c", 3)], end)
    list.loadMore()
    // The page was read before this, and arrives after it.
    say(11, change(row("b", 9)))
    await asked[1]?.answer(reading(10, [row("b", 2), row("a", 1)]))
    expect(ids()).toEqual(["b", "d", "c", "a"])
    expect(list.state().more).toBe("none")
  })

  test("a page that cannot be read says so, and is read when asked for again", async () => {
    const { list, asked, reading } = await current([row("c", 3)], end)
    list.loadMore()
    expect(list.state().more).toBe("loading")
    await asked[1]?.answer(new Error("no answer"))
    expect(list.state().more).toBe("failed")
    list.loadMore()
    await asked[2]?.answer(reading(10, []))
    expect(list.state().more).toBe("none")
  })
})

test("[H3] what a person has just done is shown until the database says more", async () => {
  const { list, say } = await current([row("a", 1)])
  list.change("a", (one) => ({ ...one, name: "changed here" }))
  expect(list.state().rows?.[0]?.name).toBe("changed here")
  say(11, change({ ...row("a", 1), name: "as saved" }))
  expect(list.state().rows?.[0]?.name).toBe("as saved")
  const takeBack = list.change("a", (one) => ({ ...one, name: "refused" }))
  takeBack()
  expect(list.state().rows?.[0]?.name).toBe("as saved")
  const tooLate = list.change("a", (one) => ({ ...one, name: "saved, but the answer was lost" }))
  say(12, change({ ...row("a", 1), name: "saved" }))
  tooLate()
  expect(list.state().rows?.[0]?.name).toBe("saved")
})
