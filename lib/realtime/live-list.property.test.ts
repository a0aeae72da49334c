import fc from "fast-check"
import { afterEach, beforeEach, test, vi } from "vitest"
import { comparePlaces, LiveList, type Place, type Reading } from "./live-list"
import type { Change, TopicMessage } from "./message"
import { TopicFeed } from "./topic-feed"

type Row = { id: string; at: string; status: string }

const pageSize = 3
const mostRead = 4
const placeOf = ({ at, id }: Row): Place => ({ at, id })

/** The database: its state after each transaction, and the one message each of them sends. */
class Model {
  private readonly states: Map<string, Row>[] = [new Map()]
  readonly sent: TopicMessage[] = []

  get seq() {
    return this.states.length - 1
  }

  commit(writes: { id: number; minute: number; status: string }[], isTooMuch: boolean) {
    const state = new Map(this.states[this.seq])
    const changes = new Map<string, Change>()
    for (const { id: number, minute, status } of writes) {
      const id = `row-${number}`
      const row = { id, at: `2026-11-01T09:0${minute}:00Z`, status }
      if (status === "gone") state.delete(id)
      else state.set(id, row)
      changes.set(id, { table: "t", id, op: "update", row: status === "gone" ? null : row })
    }
    this.states.push(state)
    this.sent.push({ seq: this.seq, changes: isTooMuch ? null : [...changes.values()] })
  }

  rows(seq = this.seq): Row[] {
    return [...(this.states[seq]?.values() ?? [])]
      .filter(({ status }) => status === "open")
      .sort((a, b) => comparePlaces(placeOf(a), placeOf(b)))
  }

  read(seq: number, before: Place | null, limit: number | null): Reading<Row> {
    const size = Math.min(Math.max(pageSize, limit ?? 0), mostRead)
    const rest = this.rows(seq).filter((row) => !before || comparePlaces(placeOf(row), before) > 0)
    const rows = rest.slice(0, size)
    const last = rows.at(-1)
    return { seq, rows, next: last && rest.length > size ? placeOf(last) : null, beside: null }
  }
}

const write = fc.record({
  id: fc.integer({ min: 0, max: 14 }),
  minute: fc.integer({ min: 0, max: 9 }),
  status: fc.constantFrom("open", "open", "open", "done", "gone"),
})
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("commit"),
      writes: fc.array(write, { minLength: 1, maxLength: 3 }),
      isTooMuch: fc.nat(5),
    }),
  },
  // Any message at any time: in turn, late, again; one that is never chosen is lost.
  { weight: 8, arbitrary: fc.record({ do: fc.constant("deliver"), which: fc.nat(6) }) },
  // A number the database has yet to use, which a true message would be told apart from by nothing else.
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("forge"), ahead: fc.integer({ min: 1000, max: 1009 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("snapshot") }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("answer"), fails: fc.nat(5) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("more") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("join") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait") }) },
)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test("[K7] whatever is lost, doubled or late, and whenever is read, the list is the database's at the end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 80, size: "max" }),
      fc.constantFrom("late", "lost", "followed", "cut off"),
      async (steps, end) => {
        const model = new Model()
        const feed = new TopicFeed()
        /** Readings under way: asked, then a snapshot is taken, then it is answered. */
        const asked: { take: () => void; answer: (fails: boolean) => void; isTaken: boolean }[] = []
        /** Heard on the present subscription, and so no later than the next snapshot that is taken. */
        let heard = 0
        const list = new LiveList<Row>({
          table: "t",
          parse: (row) => row as Row,
          idOf: ({ id }) => id,
          placeOf,
          includes: ({ status }) => status === "open",
          atLeast: 2,
          read: (before, limit) =>
            new Promise((resolve, reject) => {
              let found: Reading<Row> | null = null
              // A commit is heard of before it shows, but never two of one topic.
              const least = heard - 1
              const reading = {
                isTaken: false,
                take: () => {
                  if (found) return
                  found = model.read(
                    Math.max(model.seq - (model.seq > least && isLagging ? 1 : 0), 0),
                    before,
                    limit,
                  )
                  reading.isTaken = true
                },
                answer: (fails: boolean) => {
                  if (fails) return reject(new Error("no answer"))
                  reading.take()
                  if (found) resolve(found)
                },
              }
              asked.push(reading)
            }),
        })
        let isLagging = false
        const settle = () => vi.advanceTimersByTimeAsync(0)
        const receive = (message: TopicMessage) => {
          heard = Math.max(heard, message.seq)
          feed.receive(message)
          list.advance()
        }
        const joinAnew = () => {
          heard = 0
          feed.restart()
          list.restart()
        }
        list.watch(() => undefined)
        feed.restart()
        list.follow(feed, true)

        for (const one of steps as (Record<string, unknown> & { do: string })[]) {
          if (one.do === "commit")
            model.commit(one.writes as Parameters<Model["commit"]>[0], one.isTooMuch === 5)
          if (one.do === "deliver") {
            const message = model.sent.at(-1 - Number(one.which))
            // What was heard must have been committed; the newest of them may not show yet.
            if (message) receive(message)
            isLagging = message?.seq === model.seq
          }
          if (one.do === "forge") {
            feed.receive({
              seq: model.seq + Number(one.ahead),
              changes: [{ table: "t", id: "row-0", op: "delete", row: null }],
            })
            list.advance()
          }
          if (one.do === "snapshot") asked.find(({ isTaken }) => !isTaken)?.take()
          if (one.do === "answer") asked.shift()?.answer(one.fails === 5)
          if (one.do === "more") list.loadMore()
          if (one.do === "join") joinAnew()
          if (one.do === "wait") await vi.advanceTimersByTimeAsync(10_000)
          await settle()
        }

        // Quiet at last: the commits show and every reading is answered.
        isLagging = false
        if (end === "cut off") joinAnew()
        const finish = async () => {
          for (let turn = 0; turn < 12; turn++) {
            while (asked.length > 0) {
              asked.shift()?.answer(false)
              await settle()
            }
            await vi.advanceTimersByTimeAsync(20_000)
          }
        }
        // What was not heard comes after all, or a later message shows that something is missing, or the page compares itself.
        if (end === "late") for (const message of model.sent) receive(message)
        else if (end === "lost") list.reached(model.seq)
        else if (end === "followed") {
          await finish()
          for (const id of [1, 2]) model.commit([{ id, minute: 5, status: "open" }], false)
          for (const message of model.sent.slice(-1)) receive(message)
        }
        await finish()

        const { rows, more } = list.state()
        const all = model.rows()
        const shown = JSON.stringify(rows)
        const expected = JSON.stringify(more === "none" ? all : all.slice(0, rows?.length))
        if (shown !== expected) throw new Error(`shown ${shown}, in the database ${expected}`)
        if (more !== "none" && (rows?.length ?? 0) < 2) throw new Error("too short, although there is more")
      },
    ),
    { numRuns: 2000 },
  )
}, 60_000)
