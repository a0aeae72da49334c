import { randomUUID } from "node:crypto"
import { describe, expect, test } from "vitest"
import { agent, CallUnderTest, context, morning } from "../../../../tests/support/call-context.ts"
import { block, flowOf, speech } from "../../../../tests/support/flows.ts"
import type { FlowDefinition } from "../flows/schema.ts"
import type { Context, Waiting } from "./context.ts"
import type { Decision } from "./decision.ts"
import { plus } from "./time.ts"

/** Weekday morning at an office with a menu: 1 to the first queue, 2 to the second; both overflow to words and the end. */
const first = randomUUID()
const second = randomUUID()
const closed = speech("営業時間外です。")
const sorry = speech("申し訳ございません。")
const bye = speech("失礼いたします。")

function office(changes: Partial<FlowDefinition> = {}): FlowDefinition {
  return flowOf(
    [
      block("hours", "hours", { open: "menu", closed: "closed" }),
      block("announce", "closed", { say: closed, next: "end" }),
      block("menu", "menu", {
        prompt: speech("1か2を押してください。", { voice: "ja" }),
        keys: [
          { key: "1", next: "first" },
          { key: "2", next: "second" },
          { key: "3", next: "info" },
        ],
        waitSeconds: 5,
        retries: 1,
        noInput: { say: speech("Please press 1 or 2.", { voice: "en" }), next: "end" },
        wrongInput: { say: null, next: "end" },
      }),
      block("queue", "first", { queueId: first, overflow: "second", maxLength: 2, maxWaitSeconds: 60 }),
      block("queue", "second", {
        queueId: second,
        overflow: "sorry",
        exits: [{ key: "9", next: "info" }],
        callback: { key: "0", say: speech("折り返しお電話いたします。") },
      }),
      block("announce", "info", { say: speech("所在地は新宿です。"), next: "done" }),
      block("announce", "sorry", { say: sorry, next: "end" }),
      block("hangup", "done"),
      block("hangup", "end", { say: bye }),
    ],
    changes,
  )
}

function waiting(id: string, changes: Partial<Waiting> = {}): Waiting {
  const queue = {
    id,
    offerSeconds: 20,
    maxWaitSeconds: 180,
    afterCallSeconds: 30,
    order: "longest_idle" as const,
  }
  return { queue, candidates: [agent("佐藤")], olderCalls: [], ...changes }
}

/** A call to the office, whose queues are as they are given; what the database would say of the queue it waits in comes along. */
class OfficeCall extends CallUnderTest {
  queues: Waiting[]

  constructor(changes: { first?: Partial<Waiting>; second?: Partial<Waiting>; flow?: FlowDefinition } = {}) {
    const { flow = office() } = changes
    super([], { flow, queue: null })
    this.queues = [waiting(first, changes.first), waiting(second, changes.second)]
  }

  override event(event: Parameters<CallUnderTest["event"]>[0], changes: Partial<Context> = {}): Decision {
    const own = this.queues.find(({ queue }) => queue.id === this.call?.queueId)
    this.candidates = (own?.candidates ?? []).map((one) => ({ ...one, heartbeatAt: plus(this.now, -1_000) }))
    const flowQueues = this.queues
      .filter((one) => one !== own)
      .map((one) => ({
        ...one,
        candidates: one.candidates.map((each) => ({ ...each, heartbeatAt: plus(this.now, -1_000) })),
      }))
    const { queue = null, olderCalls = [] } = own ?? {}
    return super.event(event, { queue, olderCalls, flowQueues, ...changes })
  }

  get path(): string[] {
    return this.facts.flatMap((fact) =>
      fact.kind === "flow_moved" ? fact.path.map(({ block: at, exit }) => `${at}: ${exit}`) : [],
    )
  }
}

const nobody = { candidates: [] }
const redirects = ({ effects }: Decision) =>
  effects.flatMap(({ effect }) => (effect.kind === "redirect_leg" ? [effect.to] : []))

describe("[S2] a call in its flow", () => {
  test("hears the menu, and a key leads it to its queue", () => {
    const call = new OfficeCall()
    expect(call.arrive().instruction).toEqual({
      kind: "gather",
      legId: call.customer.id,
      say: [{ text: "1か2を押してください。", voice: "ja" }],
      waitSeconds: 5,
      step: call.state.flow?.awaits,
    })
    expect(call.state).toMatchObject({ phase: "in_flow", queueId: null })
    const { instruction, deadlines } = call.press("2")
    expect(instruction).toMatchObject({ kind: "wait" })
    expect(call.state).toMatchObject({ phase: "queued", queueId: second })
    expect(call.offer.state).toBe("announced")
    expect(deadlines).toContainEqual({ kind: "max_wait", subjectId: null, dueAt: plus(morning, 180_000) })
    expect(call.path).toEqual(["hours: open", "menu: key 2"])
  })

  test("is asked again in the voice of the words, and goes on after the last time", () => {
    const call = new OfficeCall()
    call.arrive()
    expect(call.turn().instruction).toMatchObject({
      say: [
        { text: "Please press 1 or 2.", voice: "en" },
        { text: "1か2を押してください。", voice: "ja" },
      ],
    })
    const { instruction, work } = call.press("7")
    expect(instruction).toEqual({
      kind: "announce_and_end",
      reason: "no_choice",
      say: { text: bye.text, voice: "ja" },
    })
    expect(call.state).toMatchObject({ phase: "ended", outcome: "missed", reason: "no_choice" })
    expect(work).toEqual([{ step: "record_missed", reason: "no_choice" }])
  })

  test("[K4] what it has not heard to its end is said again, and counts for nothing", () => {
    const call = new OfficeCall()
    const { instruction } = call.arrive()
    const again = call.turn("wait", "a-1")
    expect(again.instruction).toEqual(instruction)
    expect(again.facts).toEqual([])
    expect(call.turn("wait", "v3-1", "1").instruction).toEqual(instruction)
    expect(call.state.phase).toBe("in_flow")
  })

  test("that has said all it has to say is neither missed nor given up", () => {
    const call = new OfficeCall()
    call.arrive()
    expect(call.press("3").instruction).toMatchObject({ kind: "say", say: [{ text: "所在地は新宿です。" }] })
    const { instruction, work } = call.turn()
    expect(instruction).toEqual({ kind: "hang_up" })
    expect(work).toEqual([])
    expect(call.state).toMatchObject({ outcome: "served", reason: "served" })
  })

  test("[A9][J1] out of hours hears so, and is missed for that reason also when it hangs up meanwhile", () => {
    const call = new OfficeCall()
    call.now = "2026-11-10T12:00:00.000Z"
    expect(call.arrive().instruction).toMatchObject({ kind: "say", say: [{ text: closed.text }] })
    const { work, effects } = call.customerEnds()
    expect(work).toEqual([{ step: "record_missed", reason: "out_of_hours" }])
    expect(effects).toEqual([])
    expect(call.state).toMatchObject({ outcome: "missed", reason: "out_of_hours" })
  })

  test("[J1] whoever hangs up in the menu gave up", () => {
    const call = new OfficeCall()
    call.arrive()
    expect(call.customerEnds().work).toEqual([{ step: "record_missed", reason: "caller_gave_up" }])
    expect(call.state.outcome).toBe("abandoned")
  })

  test("[K1] is the fold of its facts, with where it is in its flow", () => {
    const call = new OfficeCall({ second: nobody })
    call.arrive()
    call.press("2")
    call.turn()
    expect(call.replayed).toEqual(call.call)
    expect(call.state.flow?.cursor.ended).toBe("nobody_available")
  })
})

describe("[S3] a queue of the flow", () => {
  test("[E3] without anybody at work overflows at once and rings nobody", () => {
    const call = new OfficeCall({ first: nobody })
    call.arrive()
    call.press("1")
    expect(call.state).toMatchObject({ phase: "queued", queueId: second })
    expect(call.path).toEqual(["hours: open", "menu: key 1", "first: overflow"])
    expect(call.facts.filter(({ kind }) => kind === "call_queued")).toHaveLength(1)
  })

  test("that is full overflows; one more than may wait is too many", () => {
    const older = (count: number) => Array.from({ length: count }, () => ({ id: randomUUID(), tried: [] }))
    const full = new OfficeCall({ first: { olderCalls: older(2) } })
    full.arrive()
    full.press("1")
    expect(full.state.queueId).toBe(second)
    const nearlyFull = new OfficeCall({ first: { olderCalls: older(1) } })
    nearlyFull.arrive()
    expect(nearlyFull.press("1").instruction).toMatchObject({ kind: "wait", position: 2 })
    expect(nearlyFull.state.queueId).toBe(first)
    expect(nearlyFull.turn("wait", "q9-1").instruction).toMatchObject({
      kind: "wait",
      step: "q9-2",
      position: null,
    })
  })

  test("lets a call wait as long as the block says, and leads it on, back from wherever it is", () => {
    const call = new OfficeCall({ first: { candidates: [agent("田中", { isBusy: true })] } })
    call.arrive()
    const { deadlines } = call.press("1")
    expect(deadlines).toContainEqual({ kind: "max_wait", subjectId: null, dueAt: plus(morning, 60_000) })
    call.pass(59).turn("wait", "q5-1")
    expect(call.state.queueId).toBe(first)
    const due = call.pass(1).deadline("max_wait", null)
    expect(call.state).toMatchObject({ phase: "queued", queueId: second })
    expect(redirects(due)).toEqual([])
    expect(call.turn("wait", "q5-2").instruction).toMatchObject({ kind: "wait" })
  })

  test("[J1] the last of which nobody served leads to its words, told to a leg that is not asking", () => {
    const call = new OfficeCall({ second: { candidates: [agent("田中", { isBusy: true })] } })
    call.arrive()
    call.press("2")
    const due = call.pass(180).deadline("max_wait", null)
    expect(redirects(due)).toEqual(["wait"])
    expect(call.state.phase).toBe("in_flow")
    // The turn that was under way, and then the one of the redirect.
    const said = { kind: "say", say: [{ text: sorry.text, voice: "ja" }], step: call.state.flow?.awaits }
    expect(call.turn("wait", "q5-2").instruction).toMatchObject(said)
    expect(call.turn("wait", "v9-1").instruction).toMatchObject(said)
    const { instruction, work } = call.turn()
    expect(instruction).toMatchObject({ kind: "announce_and_end", say: { text: bye.text } })
    expect(work).toEqual([{ step: "record_missed", reason: "nobody_available" }])
  })

  test("gives back whoever leaves it by a key, and withdraws what was offered", () => {
    const call = new OfficeCall()
    call.arrive()
    call.press("2")
    expect(call.turn("wait", "q5-1", "5").instruction).toMatchObject({ kind: "wait" })
    expect(call.offer.state).toBe("announced")
    expect(call.turn("wait", "q5-2", "9").instruction).toMatchObject({ kind: "say" })
    expect(call.lastOffer.state).toBe("withdrawn")
    expect(call.state.phase).toBe("in_flow")
  })

  test("[J1] a caller who asks to be called back is missed for that reason, and hears that it was heard", () => {
    const call = new OfficeCall()
    call.arrive()
    call.press("2")
    const { instruction, work } = call.turn("wait", "q5-1", "0")
    expect(instruction).toMatchObject({
      kind: "announce_and_end",
      reason: "callback_asked",
      say: { text: "折り返しお電話いたします。" },
    })
    expect(work).toContainEqual({ step: "record_missed", reason: "callback_asked" })
  })
})

describe("[S2] the limit of a flow", () => {
  const short = office({ limit: { minutes: 2, steps: 200 }, overflow: "end" })

  test("leads a call that waits in it to the overflow", () => {
    const busy = { candidates: [agent("田中", { isBusy: true })] }
    const call = new OfficeCall({ second: busy, flow: short })
    call.arrive()
    call.press("2")
    const due = call.pass(120).deadline("flow_limit", null)
    expect(redirects(due)).toEqual(["goodbye"])
    expect(call.path.at(-1)).toBe("second: limit")
    expect(call.turn("goodbye", "v9-1").instruction).toMatchObject({ say: { text: bye.text } })
  })

  test("waits for an offer under way, and is seen by whoever closes it", () => {
    const call = new OfficeCall({ flow: short })
    call.arrive()
    call.press("2")
    call.pass(120).deadline("flow_limit", null)
    expect(call.offer.state).toBe("announced")
    call.event({ kind: "offer_lost", offerId: call.offer.id })
    expect(call.state).toMatchObject({ phase: "ended", outcome: "missed" })
  })

  test("is none for a call that somebody has answered", () => {
    const call = new OfficeCall({ flow: short })
    call.arrive()
    call.press("2")
    call.ring()
    call.answer()
    expect(call.state).toMatchObject({ phase: "talking", flow: null })
    expect(call.pass(120).deadline("flow_limit", null).facts).toEqual([])
  })
})

test("a call that is given back to a queue after a talk, and whom nobody serves, is led to the flow's overflow", () => {
  const { queue } = context()
  if (!queue) throw new Error("no queue")
  const call = new OfficeCall({ flow: office({ overflow: "sorry" }) })
  call.arrive()
  call.press("2")
  call.ring()
  call.answer()
  call.event({ kind: "leg_lost", legId: call.lastOffer.legId })
  expect(call.state.phase).toBe("agent_lost")
  call.queues = [waiting(first, nobody), waiting(second, nobody)]
  const due = call.pass(31).deadline("offer", call.offer.id)
  expect(redirects(due)).toEqual(["wait"])
  expect(call.turn("wait", "v20-1").instruction).toMatchObject({ kind: "say", say: [{ text: sorry.text }] })
})
