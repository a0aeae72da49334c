import { describe, expect, test } from "vitest"
import { block, flowOf, queueId, speech } from "../../../../tests/support/flows.ts"
import { plus } from "../calls/time.ts"
import type { FlowDefinition } from "./schema.ts"
import { walk } from "./walk.ts"
import type { Cursor, FlowInput, Walked } from "./walk-types.ts"

/** A Monday, 10:00 in Tokyo, and the Sunday before it. */
const monday = "2026-11-09T01:00:00.000Z"
const sunday = "2026-11-08T01:00:00.000Z"
const end = block("hangup", "end", { say: speech("失礼いたします。") })

/** A call in a flow, one input after the other. */
class Caller {
  walked: Walked
  now: string
  readonly #flow: FlowDefinition

  constructor(
    flow: FlowDefinition,
    changes: { now?: string; caller?: string | null; isRecorded?: boolean } = {},
  ) {
    const { now = monday, caller = "+819012345678", isRecorded = false } = changes
    this.#flow = flow
    this.now = now
    this.walked = walk(flow, null, { kind: "began", caller, isRecorded }, now)
  }

  meets(input: FlowInput, seconds = 1): Walked {
    this.now = plus(this.now, seconds * 1000)
    this.walked = walk(this.#flow, this.walked.cursor, input, this.now)
    return this.walked
  }

  press(key: string): Walked {
    return this.meets({ kind: "key_pressed", key })
  }

  get step() {
    return this.walked.step
  }

  get cursor(): Cursor {
    return this.walked.cursor
  }
}

const asked: FlowInput = { kind: "asked" }

test("[A9] hours lead one way when open and another when closed, and the holiday is named", () => {
  const flow = flowOf([
    block("hours", "hours", {
      open: "open",
      closed: "closed",
      holidays: [{ day: "2026-11-23", name: "勤労感謝の日" }],
    }),
    block("hangup", "open"),
    block("hangup", "closed"),
  ])
  const open = new Caller(flow)
  expect(open.walked.path).toEqual([{ block: "hours", exit: "open", to: "open" }])
  expect(open.step).toEqual({ kind: "end", reason: "served", say: null })
  const closed = new Caller(flow, { now: sunday })
  expect(closed.step).toMatchObject({ kind: "end", reason: "out_of_hours" })
  const onHoliday = new Caller(flow, { now: plus(monday, 14 * 24 * 3_600_000) })
  expect(onHoliday.walked.path).toEqual([
    { block: "hours", exit: "closed", to: "closed", detail: "勤労感謝の日" },
  ])
})

test("[S2] the number check tells blocked, important and all other callers apart", () => {
  const flow = flowOf([
    block("number_check", "check", {
      blocked: { numbers: ["+819011110000"], next: "refused" },
      important: { numbers: ["+819022220000"], next: "queue" },
      otherwise: "end",
    }),
    block("queue", "queue", { overflow: "end" }),
    block("hangup", "refused"),
    end,
  ])
  expect(new Caller(flow, { caller: "+819011110000" }).step).toMatchObject({ reason: "blocked" })
  expect(new Caller(flow, { caller: "+819022220000" }).step).toMatchObject({ kind: "queue", queueId })
  expect(new Caller(flow, { caller: "+819033330000" }).step).toMatchObject({ reason: "served" })
  expect(new Caller(flow, { caller: null }).step).toMatchObject({ reason: "served" })
})

describe("[S2] a menu", () => {
  const prompt = speech("1か2を押してください。")
  const silent = speech("入力がありません。")
  const wrong = speech("番号が違います。")
  const flow = flowOf([
    block("menu", "menu", {
      prompt,
      keys: [
        { key: "1", next: "one" },
        { key: "#", next: "menu" },
      ],
      waitSeconds: 7,
      retries: 2,
      noInput: { say: silent, next: "silence" },
      wrongInput: { say: wrong, next: "mistake" },
    }),
    block("hangup", "one"),
    block("hangup", "silence"),
    block("hangup", "mistake"),
    end,
  ])
  const first = { kind: "gather", block: "menu", say: [prompt], waitSeconds: 7, keys: ["1", "#"] }

  test("asks, and a key leads on", () => {
    const caller = new Caller(flow)
    expect(caller.step).toEqual(first)
    expect(caller.press("1").path).toEqual([{ block: "menu", exit: "key 1", to: "one" }])
  })

  test("asks again after silence and mistakes, together as often as it says, each with its words", () => {
    const caller = new Caller(flow)
    caller.meets({ kind: "nothing_pressed" })
    expect(caller.step).toEqual({ ...first, say: [silent, prompt] })
    expect(caller.press("7").step).toEqual({ ...first, say: [wrong, prompt] })
    expect(caller.press("7").path).toEqual([{ block: "menu", exit: "wrong_input", to: "mistake" }])
    expect(caller.step).toMatchObject({ reason: "no_choice" })
    const silentCaller = new Caller(flow)
    for (let times = 0; times < 3; times++) silentCaller.meets({ kind: "nothing_pressed" })
    expect(silentCaller.walked.path).toEqual([{ block: "menu", exit: "no_input", to: "silence" }])
  })

  test("counts from the beginning for who comes back to it", () => {
    const caller = new Caller(flow)
    caller.press("7")
    caller.press("7")
    caller.press("#")
    expect(caller.step).toEqual(first)
    expect(caller.press("7").step).toMatchObject({ kind: "gather" })
  })

  test("a caller whose leg asks without an answer hears it once more, and has not failed", () => {
    const caller = new Caller(flow)
    expect(caller.meets(asked).step).toEqual(first)
    expect(caller.cursor.tries).toBe(0)
  })
})

test("an announcement is said once, and the next begins when it is over", () => {
  const say = speech("お電話ありがとうございます。")
  const caller = new Caller(flowOf([block("announce", "hello", { say, next: "end" }), end]))
  expect(caller.step).toEqual({ kind: "say", block: "hello", say })
  expect(caller.meets(asked).step).toEqual({ kind: "end", reason: "served", say: speech("失礼いたします。") })
})

describe("[S3] a queue", () => {
  const callback = { key: "2" as const, say: speech("折り返しお電話いたします。") }
  const flow = flowOf([
    block("queue", "queue", {
      maxWaitSeconds: 60,
      maxLength: 3,
      overflow: "voicemail",
      exits: [{ key: "1", next: "voicemail" }],
      callback,
    }),
    block("voicemail", "voicemail"),
    end,
  ])

  test("says what the engine needs to wait by, for as many turns as it takes", () => {
    const caller = new Caller(flow)
    const waiting = {
      kind: "queue",
      block: "queue",
      queueId,
      maxWaitSeconds: 60,
      maxLength: 3,
      saysPosition: true,
      musicId: null,
      keys: ["1", "2"],
    }
    expect(caller.step).toEqual(waiting)
    for (let turn = 0; turn < 300; turn++) caller.meets(asked, 5)
    expect(caller.step).toEqual(waiting)
  })

  test.each(["nobody_available", "nobody_answered", "queue_full"] as const)(
    "that cannot serve overflows: %s",
    (reason) => {
      const caller = new Caller(flow)
      expect(caller.meets({ kind: "not_served", reason }).path).toEqual([
        { block: "queue", exit: "overflow", to: "voicemail" },
      ])
      expect(caller.cursor.detour).toBe(reason)
      expect(caller.meets({ kind: "no_message" }).step).toMatchObject({ kind: "end", reason })
    },
  )

  test("lets a caller leave for the voicemail by a key, or ask to be called back; other keys do nothing", () => {
    const caller = new Caller(flow)
    expect(caller.press("9").step.kind).toBe("queue")
    expect(caller.press("1").step).toMatchObject({ kind: "voicemail", maxSeconds: 120 })
    const other = new Caller(flow)
    expect(other.press("2").step).toEqual({ kind: "end", reason: "callback_asked", say: callback.say })
  })

  test("who has talked is done", () => {
    expect(new Caller(flow).meets({ kind: "talked" }).step).toMatchObject({ kind: "end", reason: "talked" })
  })
})

test("an external number that is not reached leads on", () => {
  const flow = flowOf([
    block("external", "external", { number: "03-9876-5432", ringSeconds: 25, unanswered: "end" }),
    end,
  ])
  const caller = new Caller(flow)
  expect(caller.step).toEqual({ kind: "dial", block: "external", number: "03-9876-5432", ringSeconds: 25 })
  expect(caller.meets({ kind: "not_reached" }).step).toMatchObject({ kind: "end", reason: "not_reached" })
  expect(new Caller(flow).meets({ kind: "talked" }).step).toMatchObject({ reason: "talked" })
})

describe("[J3] a voicemail", () => {
  const flow = flowOf([
    block("hours", "hours", { open: "end", closed: "voicemail" }),
    block("voicemail", "voicemail", { maxSeconds: 600 }),
    end,
  ])

  test("ends with the message, or with why the caller came to it", () => {
    const caller = new Caller(flow, { now: sunday })
    expect(caller.step).toMatchObject({ kind: "voicemail", block: "voicemail", maxSeconds: 600 })
    expect(caller.meets({ kind: "message_left" }).step).toMatchObject({ reason: "message_left" })
    const silent = new Caller(flow, { now: sunday })
    expect(silent.meets({ kind: "no_message" }).step).toMatchObject({ reason: "out_of_hours" })
  })

  test("who speaks is not cut short by the flow's limit, only by the message's own", () => {
    const short = { ...flow, limit: { minutes: 1, steps: 200 } }
    const caller = new Caller(short, { now: sunday })
    expect(caller.meets(asked, 300).step.kind).toBe("voicemail")
    expect(caller.meets(asked, 600).step).toMatchObject({ kind: "end", reason: "out_of_hours" })
  })
})

describe("[J1] a caller who hangs up", () => {
  const flow = flowOf([
    block("hours", "hours", { open: "queue", closed: "closed" }),
    block("announce", "closed", { next: "end" }),
    block("queue", "queue", { overflow: "sorry" }),
    block("announce", "sorry", { next: "end" }),
    end,
  ])

  test("gave up, unless it was out of hours or nobody was there", () => {
    const hungUp: FlowInput = { kind: "hung_up" }
    expect(new Caller(flow).meets(hungUp).step).toMatchObject({ reason: "caller_gave_up" })
    expect(new Caller(flow, { now: sunday }).meets(hungUp).step).toMatchObject({ reason: "out_of_hours" })
    const waited = new Caller(flow)
    waited.meets({ kind: "not_served", reason: "nobody_available" })
    expect(waited.meets(hungUp).step).toMatchObject({ reason: "nobody_available" })
  })
})

test("what comes after the end changes nothing", () => {
  const caller = new Caller(flowOf([block("queue", "queue", { overflow: "end" }), end]))
  const { cursor } = caller.meets({ kind: "talked" })
  expect(caller.meets({ kind: "hung_up" }).cursor).toEqual(cursor)
  expect(caller.meets({ kind: "limit" }).step).toMatchObject({ kind: "end", reason: "talked" })
})

test("[D1] who is recorded hears it before the queue, once", () => {
  const flow = flowOf(
    [block("queue", "queue", { overflow: "second" }), block("queue", "second", { overflow: "end" }), end],
    { recordingNotice: true },
  )
  const caller = new Caller(flow, { isRecorded: true })
  expect(caller.step).toEqual({ kind: "say", block: "queue", say: "recording_notice" })
  expect(caller.meets(asked).step).toMatchObject({ kind: "queue", block: "queue" })
  expect(caller.meets({ kind: "not_served", reason: "queue_full" }).step).toMatchObject({ block: "second" })
  expect(new Caller(flow).step).toMatchObject({ kind: "queue" })
})

test("[S2] the limit leads to the overflow, and the reason is kept", () => {
  const flow = flowOf([block("queue", "queue", { overflow: "end" }), end])
  const caller = new Caller(flow)
  expect(caller.meets({ kind: "limit" }).path).toEqual([{ block: "queue", exit: "limit", to: "end" }])
  expect(caller.step).toMatchObject({ kind: "end", reason: "limit" })
  const waiting = new Caller(flow)
  expect(waiting.meets(asked, 30 * 60 - 1).step.kind).toBe("queue")
  expect(waiting.meets(asked, 1).step).toMatchObject({ kind: "end", reason: "limit" })
})

test("[D1] who is recorded and cannot be served anyway hears no notice of it", () => {
  const flow = flowOf([block("queue", "queue", { overflow: "end" }), end], { recordingNotice: true })
  const caller = new Caller(flow, { isRecorded: true })
  expect(caller.meets({ kind: "not_served", reason: "nobody_available" }).step).toMatchObject({
    kind: "end",
    reason: "nobody_available",
  })
})

test("of a call that is in no flow any more and whom nobody serves the overflow takes care", () => {
  const flow = flowOf([block("queue", "queue", { overflow: "end" }), block("voicemail", "voicemail"), end], {
    overflow: "voicemail",
  })
  const { step, cursor } = walk(flow, null, { kind: "not_served", reason: "nobody_answered" }, monday)
  expect(step).toMatchObject({ kind: "voicemail" })
  expect(walk(flow, cursor, { kind: "no_message" }, monday).step).toMatchObject({ reason: "nobody_answered" })
})

test("a flow that leads nowhere takes the overflow, and without one it ends as failed", () => {
  const hello = block("announce", "hello", { next: null })
  const caller = new Caller(flowOf([hello, end]))
  expect(caller.meets(asked).step).toMatchObject({ kind: "end", say: speech("失礼いたします。") })
  const lost = new Caller(flowOf([hello], { overflow: null }))
  expect(lost.meets(asked).step).toEqual({ kind: "end", reason: "failed", say: null })
})
