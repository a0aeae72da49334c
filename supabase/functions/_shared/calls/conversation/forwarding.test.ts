import { describe, expect, test } from "vitest"
import { agent, CallUnderTest, context } from "../../../../../tests/support/call-context.ts"
import { block, flowOf, queueId, speech } from "../../../../../tests/support/flows.ts"
import type { Context } from "../context.ts"
import type { Decision } from "../decision.ts"
import type { LegEndCause } from "../events.ts"
import { legOf } from "../state.ts"

const inHours = "2026-11-10T01:00:00.000Z"

/** A number whose calls go to the warehouse's telephone, and then to words and the end. */
const warehouse = flowOf([
  block("external", "external", { number: "03-9876-5432", ringSeconds: 25, unanswered: "sorry" }),
  block("announce", "sorry", { say: speech("倉庫は応答しません。"), next: "end" }),
  block("hangup", "end"),
])
const outside = {
  shown: { number: "+81312345678", mayCall0800: true },
  ownNumbers: ["+81312345678"],
  isCalleeBlocked: false,
}

class ForwardedCall extends CallUnderTest {
  constructor(changes: Partial<Context> = {}) {
    super([], { flow: warehouse, queue: null, outside, ...changes })
    this.now = inHours
  }

  /** The telephone's leg. */
  get telephone() {
    const leg = this.state.legs.find(({ role }) => role === "outside")
    if (!leg) throw new Error("Nobody is called")
    return leg
  }

  news(kind: "leg_created" | "leg_answered"): Decision {
    return this.event({ kind, legId: this.telephone.id, providerLegId: "CA-telephone" })
  }

  telephoneEnds(cause: LegEndCause): Decision {
    const ends = { from: null, to: null }
    return this.event({
      kind: "leg_ended",
      legId: this.telephone.id,
      providerLegId: "CA-telephone",
      cause,
      ...ends,
    })
  }
}

const effectsOf = ({ effects }: Decision) => effects.map(({ effect }) => effect)

describe("[S2][G2] a flow that leads to a telephone", () => {
  test("sends the caller where it rings, and has it called with the number that was called", () => {
    const call = new ForwardedCall()
    const decision = call.arrive()
    const stayId = call.state.stay?.id
    expect(decision.instruction).toMatchObject({ kind: "join", legId: call.customer.id, stayId })
    expect(effectsOf(decision)).toContainEqual({
      kind: "dial_leg",
      legId: call.telephone.id,
      callId: call.state.id,
      stayId,
      number: "+81398765432",
      contractNumber: "+81312345678",
      isRecorded: false,
      timeoutSeconds: 25,
    })
    expect(call.state.phase).toBe("in_flow")
  })

  test("[D1] is recorded only where the number says that it goes on without an agent", () => {
    const { number } = new ForwardedCall().base
    const call = new ForwardedCall({ number: number && { ...number, recordsWithoutAgent: true } })
    const decision = call.arrive()
    expect(decision.instruction).toMatchObject({ kind: "join", isRecorded: true })
    expect(effectsOf(decision)).toContainEqual(
      expect.objectContaining({ kind: "dial_leg", isRecorded: true }),
    )
    call.customerJoins()
    const answered = call.news("leg_answered")
    expect(answered.work.map(({ step }) => step)).toEqual(["expect_recording", "open_memo"])
  })

  test("[G3][G4] lets them talk once it answers, with a memo of the system's, until either hangs up", () => {
    const call = new ForwardedCall()
    call.arrive()
    call.customerJoins()
    call.news("leg_created")
    const answered = call.news("leg_answered")
    expect(call.state).toMatchObject({ phase: "talking", flow: null })
    expect(answered.work).toEqual([{ step: "open_memo", legId: call.telephone.id, memberId: null }])
    const over = call.telephoneEnds("completed")
    expect(over.work).toContainEqual(
      expect.objectContaining({ step: "close_memo", legId: call.telephone.id }),
    )
    expect(call.state).toMatchObject({ phase: "ended", outcome: "answered" })
  })

  test.each(["unanswered", "declined", "failed"] as const)(
    "goes on when it is %s, and brings the caller back",
    (cause) => {
      const call = new ForwardedCall()
      call.arrive()
      call.customerJoins()
      call.news("leg_created")
      const failed = call.telephoneEnds(cause)
      expect(effectsOf(failed)).toContainEqual(expect.objectContaining({ kind: "redirect_leg", to: "wait" }))
      expect(call.turn("wait", "v9-1").instruction).toMatchObject({
        kind: "say",
        say: [{ text: "倉庫は応答しません。" }],
      })
      const { work } = call.turn()
      expect(work).toEqual([{ step: "record_missed", reason: "nobody_answered" }])
      expect(call.state).toMatchObject({ outcome: "missed", reason: "nobody_answered" })
    },
  )

  test("goes on when the provider makes no leg, or the time it may ring is up", () => {
    const refused = new ForwardedCall()
    refused.arrive()
    refused.event({ kind: "leg_failed", legId: refused.telephone.id, error: "refused" })
    expect(refused.state.flow?.step.kind).toBe("say")
    const slow = new ForwardedCall()
    slow.arrive()
    slow.pass(35).deadline("dial", slow.telephone.id)
    expect(slow.state.flow?.step.kind).toBe("say")
    expect(slow.telephone.state).toBe("ended")
  })

  test("ends the telephone's ringing when the caller hangs up", () => {
    const call = new ForwardedCall()
    call.arrive()
    call.news("leg_created")
    const left = call.customerEnds()
    expect(effectsOf(left)).toContainEqual(
      expect.objectContaining({ kind: "end_leg", legId: call.telephone.id, providerLegId: "CA-telephone" }),
    )
    expect(call.state).toMatchObject({ outcome: "abandoned", reason: "caller_gave_up" })
  })

  test.each([
    [
      "050 to 0120 [A7]",
      "0120-000-000",
      { ...outside, shown: { number: "+815012345678", mayCall0800: true } },
    ],
    ["its own number", "03-1234-5678", outside],
    ["an emergency [A14]", "119", outside],
    ["abroad [A5]", "+1 212 555 0100", outside],
    ["nothing that is known of", "03-9876-5432", null],
  ])("is not followed to %s, whatever it was when it was published", (_name, number, known) => {
    const [external, ...others] = warehouse.blocks
    if (external?.kind !== "external") throw new Error("no external block")
    const flow = { ...warehouse, blocks: [{ ...external, number }, ...others] }
    const call = new ForwardedCall({ flow, outside: known })
    const decision = call.arrive()
    expect(decision.instruction).toMatchObject({ kind: "say", say: [{ text: "倉庫は応答しません。" }] })
    expect(call.state.legs).toHaveLength(1)
  })
})

test("a caller whom nobody of a queue served is sent to the telephone from wherever they wait, and talks when both are there", () => {
  const { queue } = context()
  if (!queue) throw new Error("no queue")
  const flow = flowOf([
    block("queue", "queue", { queueId, overflow: "external" }),
    block("external", "external", { unanswered: "end" }),
    block("hangup", "end"),
  ])
  const call = new ForwardedCall({ flow, queue: { ...queue, id: queueId } })
  call.candidates = [agent("田中", { isBusy: true })]
  call.arrive()
  const due = call.pass(180).deadline("max_wait", null)
  expect(effectsOf(due).map(({ kind }) => kind)).toEqual(["redirect_leg", "dial_leg"])
  call.news("leg_created")
  call.news("leg_answered")
  // It is there before the caller, who asks at the door.
  expect(call.state.phase).toBe("in_flow")
  expect(call.turn("join", "v9-1").instruction).toMatchObject({ kind: "join" })
  expect(call.state.phase).toBe("talking")
  expect(call.replayed).toEqual(call.call)
})

test("a telephone that answers and is gone before the caller has come was not reached", () => {
  const flow = flowOf([
    block("queue", "queue", { queueId, overflow: "external" }),
    block("external", "external", { unanswered: "sorry" }),
    block("announce", "sorry", { say: speech("つながりません。"), next: "end" }),
    block("hangup", "end"),
  ])
  const { queue } = context()
  if (!queue) throw new Error("no queue")
  const call = new ForwardedCall({ flow, queue: { ...queue, id: queueId } })
  call.candidates = [agent("田中", { isBusy: true })]
  call.arrive()
  call.pass(180).deadline("max_wait", null)
  call.news("leg_answered")
  const gone = call.telephoneEnds("completed")
  expect(call.state.flow?.step).toMatchObject({ kind: "say" })
  expect(gone.work).toEqual([])
})

test("a caller who asks goes there with the answer, and talks as soon as the telephone answers", () => {
  const call = new ForwardedCall({
    flow: flowOf([
      block("menu", "menu", {
        keys: [{ key: "1", next: "external" }],
        noInput: { say: null, next: "end" },
        wrongInput: { say: null, next: "end" },
      }),
      block("external", "external", { unanswered: "sorry" }),
      block("announce", "sorry", { say: speech("つながりません。"), next: "end" }),
      block("hangup", "end"),
    ]),
  })
  call.arrive()
  expect(call.press("1").instruction).toMatchObject({ kind: "join" })
  expect(legOf(call.state, call.telephone.id)).toMatchObject({ purpose: "transfer", number: "+81398765432" })
  // The report that they are in the conference may be late, or lost.
  call.news("leg_answered")
  expect(call.state.phase).toBe("talking")
})
