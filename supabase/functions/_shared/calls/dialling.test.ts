import { randomUUID } from "node:crypto"
import { describe, expect, test } from "vitest"
import { CallUnderTest } from "../../../../tests/support/call-context.ts"
import { DialUnderTest, dialling } from "../../../../tests/support/dialled-call.ts"
import type { Decision } from "./decision.ts"

const kinds = (items: readonly { kind: string }[]) => items.map(({ kind }) => kind)
const effectsOf = ({ effects }: Decision) => effects.map(({ effect }) => effect)
const stepsOf = ({ work }: Decision) => work.map(({ step }) => step)

describe("an agent dials", () => {
  test("[C4][C5] the call begins with the agent's leg and a memo; nobody else is called yet", () => {
    const dial = new DialUnderTest()
    const asked = dial.ask("０６－１２３４－５６７８")
    expect(kinds(asked.facts)).toEqual(["call_began", "customer_sent", "leg_started"])
    expect(asked.work).toMatchObject([
      { step: "reserve_ticket", ticketId: dial.ticketId },
      { step: "open_memo", legId: dial.agentLegId, memberId: dial.memberId },
    ])
    expect(asked.effects).toEqual([])
    expect(asked.instruction).toMatchObject({ kind: "dial", legId: dial.agentLegId, number: "+81612345678" })
    expect(dial.call.state).toMatchObject({ direction: "outbound", phase: "dialling", queueId: null })
  })

  test.each([
    ["+1 415 555 0123", {}, "overseas"],
    ["110", {}, "emergency_number"],
    ["06-1234-5678", { hasInboxRole: false }, "no_inbox_role"],
    ["06-1234-5678", { isBusy: true }, "already_in_a_call"],
    ["06-1234-5678", { dialledLately: 10 }, "too_many_calls"],
    ["06-1234-5678", { isCalleeBlocked: true }, "blocked_number"],
    ["03-9999-0000", { ownNumbers: ["+81399990000"] }, "own_number"],
  ] as const)(
    "[A5][A8][A11][A14] %s with %j is refused as %s, and nothing is begun",
    (typed, changes, reason) => {
      const refused = new DialUnderTest({ dialling: dialling(changes) }).ask(typed)
      expect(refused).toMatchObject({ call: null, facts: [], effects: [], work: [] })
      expect(refused.instruction).toEqual({ kind: "refuse_dial", reason })
    },
  )

  test("[A2] nobody who is not signed in to the phone, or asks for a number of others, dials", () => {
    expect(new DialUnderTest({ dialling: null }).ask().instruction).toMatchObject({ reason: "not_allowed" })
    const stranger = new CallUnderTest([], { dialling: dialling() })
    const asked = { kind: "dial_asked", phoneNumberId: randomUUID(), typed: "0612345678" } as const
    const { instruction } = stranger.event({ ...asked, ticketId: null, userId: randomUUID() })
    expect(instruction).toMatchObject({ reason: "not_allowed" })
  })

  test("[C4] the softphone's leg joins, and only then the customer is dialled, once, seen with the contract number", () => {
    const dial = new DialUnderTest()
    dial.ask()
    const turn = dial.turn()
    expect(turn.instruction).toMatchObject({
      kind: "join_to_dial",
      legId: dial.agentLegId,
      stayId: dial.stayId,
    })
    expect(kinds(effectsOf(turn))).toEqual(["check_leg"])
    expect(effectsOf(dial.agentJoins())).toMatchObject([
      { kind: "dial_leg", number: "+81612345678", contractNumber: "+81312345678", stayId: dial.stayId },
    ])
    expect(dial.agentJoins().effects).toEqual([])
  })

  test("[K2] who dials and has no audio any more calls nobody: the ringing ends", () => {
    const dial = new DialUnderTest()
    dial.ask()
    dial.turn()
    dial.agentJoins()
    const { agentLegId: legId, memberId: userId } = dial
    const told = { kind: "audio_lost", legId, userId } as const
    expect(dial.call.event(told, { actorMemberId: randomUUID() }).facts).toEqual([])
    const lost = dial.call.event(told, { actorMemberId: userId })
    expect(lost.instruction).toEqual({ kind: "accepted" })
    expect(kinds(effectsOf(lost)).toSorted()).toEqual(["end_leg", "end_leg", "end_stay"])
    expect(dial.call.state).toMatchObject({ phase: "ended", reason: "agent_gave_up" })
  })

  test("[A2] a leg is its member's alone, and what allowed the call is asked again", () => {
    const foreign = new DialUnderTest()
    foreign.ask()
    expect(foreign.turn({ memberId: randomUUID() }).instruction).toEqual({ kind: "hang_up" })
    expect(foreign.call.state.phase).toBe("dialling")
    const lost = new DialUnderTest()
    lost.ask()
    expect(lost.turn({}, { mayDial: false }).instruction).toEqual({ kind: "hang_up" })
    expect(lost.call.state).toMatchObject({ phase: "ended", outcome: "unreached", reason: "not_allowed" })
  })

  test("[K4] the softphone's question repeated gets the same answer, from another leg it is hung up on", () => {
    const dial = new DialUnderTest()
    dial.ask()
    const first = dial.turn()
    expect(dial.turn()).toMatchObject({ instruction: first.instruction, facts: [] })
    expect(dial.turn({ providerLegId: "CA-other" }).instruction).toEqual({ kind: "hang_up" })
  })

  test("[C5][D1] talking starts with the answer, not with the ringing that is heard before it", () => {
    const dial = new DialUnderTest()
    dial.ring()
    dial.customer("leg_joined")
    const ringing = dial.call.now
    dial.call.pass(8)
    expect(dial.call.state.phase).toBe("dialling")
    const answered = dial.customer("leg_answered")
    expect(kinds(answered.facts)).toEqual(["leg_answered", "customer_joined", "talk_started"])
    expect(answered.work).toMatchObject([
      // Its audio has begun with who dialled.
      { step: "expect_recording", startedAt: ringing, stayId: dial.stayId },
      { step: "answer_memo", legId: dial.agentLegId },
    ])
    expect(kinds(effectsOf(answered))).toEqual(["check_leg", "end_on_exit"])
    expect(dial.call.state.phase).toBe("talking")
    const over = dial.customerEnds("completed")
    expect(stepsOf(over)).toContain("close_memo")
    expect(dial.call.state).toMatchObject({ phase: "ended", outcome: "answered", reason: null })
  })

  test.each([
    ["declined", "busy"],
    ["unanswered", "no_answer"],
    ["failed", "unreachable"],
    ["cancelled", "unreachable"],
  ] as const)("the customer's leg %s: the agent is released, and the memo says %s", (cause, reason) => {
    const dial = new DialUnderTest()
    dial.ring()
    const ended = dial.customerEnds(cause)
    expect(dial.call.state).toMatchObject({ phase: "ended", outcome: "unreached", reason })
    expect(ended.work).toMatchObject([
      { step: "close_memo", legId: dial.agentLegId, reason },
      { step: "free_agent", memberId: dial.memberId },
    ])
    expect(kinds(effectsOf(ended))).toContain("end_stay")
  })

  test("a customer's end heard before their answer was a conversation", () => {
    const dial = new DialUnderTest()
    dial.ring()
    const ended = dial.customerEnds("completed")
    expect(stepsOf(ended)).toEqual(expect.arrayContaining(["answer_memo", "close_memo", "free_agent"]))
    expect(dial.call.state).toMatchObject({ phase: "ended", outcome: "answered" })
  })

  test("the agent gives up while it rings: the ringing stops, whether or not its leg has a name yet", () => {
    const dial = new DialUnderTest()
    dial.ask()
    dial.turn()
    dial.agentJoins()
    const customerLegId = dial.customerLegId
    expect(effectsOf(dial.hangUp())).toMatchObject([
      { kind: "end_leg", legId: dial.agentLegId },
      { kind: "end_leg", legId: customerLegId, providerLegId: null },
      { kind: "end_stay" },
    ])
    expect(dial.call.state).toMatchObject({ outcome: "abandoned", reason: "agent_gave_up" })
    // Made all the same, in that moment.
    expect(effectsOf(dial.customer("leg_created"))).toMatchObject([
      { kind: "end_leg", legId: customerLegId, providerLegId: "CA-customer" },
    ])
  })

  test("nobody but the agent hangs up their call", () => {
    const dial = new DialUnderTest()
    dial.ring()
    expect(dial.hangUp(randomUUID()).facts).toEqual([])
  })

  test("the provider's refusal, at once or after the last try, is the reason", () => {
    const refused = new DialUnderTest()
    refused.ask()
    refused.turn()
    refused.agentJoins()
    const legId = refused.customerLegId
    refused.call.event({ kind: "leg_failed", legId, error: "no" })
    expect(refused.call.state).toMatchObject({ phase: "ended", reason: "provider_refused" })

    const silent = new DialUnderTest()
    silent.ask()
    silent.turn()
    const [effect] = effectsOf(silent.agentJoins())
    if (!effect) throw new Error("nobody is dialled")
    expect(kinds(effectsOf(silent.call.givenUp(effect)))).toContain("raise_alarm")
    expect(silent.call.state).toMatchObject({ phase: "ended", reason: "provider_refused" })
  })

  test("a softphone that never comes, and a telephone that rings too long, end the call", () => {
    const absent = new DialUnderTest()
    absent.ask()
    absent.call.pass(20).deadline("dial", absent.agentLegId)
    expect(absent.call.state).toMatchObject({ phase: "ended", reason: "failed" })
    const long = new DialUnderTest()
    long.ring()
    expect(long.call.deadline("dial", long.agentLegId).facts).toEqual([])
    long.call.pass(70).deadline("dial", long.customerLegId)
    expect(long.call.state).toMatchObject({ phase: "ended", reason: "no_answer" })
  })

  test("[E8] after a call that came through no queue there are 30 s of after-call work", () => {
    const dial = new DialUnderTest()
    dial.ring()
    dial.customer("leg_answered")
    const { work, deadlines } = dial.customerEnds("completed")
    expect(work.find(({ step }) => step === "free_agent")).toMatchObject({
      afterCallUntil: deadlines[0]?.dueAt,
    })
    expect(deadlines[0]?.kind).toBe("after_call")
  })
})
