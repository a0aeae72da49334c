import { describe, expect, test } from "vitest"
import { agent, CallUnderTest, morning } from "../../../../tests/support/call-context.ts"
import type { PlannedEffect } from "./decision.ts"
import { plus } from "./time.ts"

const effectsOf = ({ effects }: { effects: PlannedEffect[] }) => effects.map(({ effect }) => effect)
const kinds = (decision: { effects: PlannedEffect[] }) => effectsOf(decision).map(({ kind }) => kind)

describe("an offer", () => {
  test("[K3] the page's acknowledgement sends customer and agent into one conference, side by side", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    const { legId, memberId } = call.offer
    expect(call.state.legs.some(({ id }) => id === legId)).toBe(false)
    const acknowledged = effectsOf(call.acknowledge())
    const [stayId] = call.stays
    expect(acknowledged).toMatchObject([
      { kind: "redirect_leg", legId: call.customer.id, to: "join" },
      { kind: "create_leg", legId, memberId, stayId, isRecorded: true, timeoutSeconds: 20 },
    ])
    expect(call.turn("join", "v5-1").instruction).toEqual({
      kind: "join",
      callId: call.state.id,
      legId: call.customer.id,
      stayId,
      isRecorded: true,
    })
    expect(call.customerJoins().effects).toEqual([])
  })

  test("a call that others are faster than waits its turn, and is offered at the next", () => {
    const call = new CallUnderTest([agent("佐藤")], { isCrowded: true })
    expect(call.arrive().instruction).toMatchObject({ kind: "wait" })
    expect(call.state).toMatchObject({ phase: "queued", offers: [] })
    call.event({ kind: "nudge", callId: call.state.id }, { isCrowded: false })
    expect(call.offer.state).toBe("announced")
  })

  test("[K3] without an acknowledgement in 2 s the next agent is tried", () => {
    const [first, second] = [agent("佐藤", {}, 30), agent("田中", {}, 10)]
    const call = new CallUnderTest([first, second])
    call.arrive()
    const { id } = call.offer
    call.pass(2).deadline("acknowledge", id)
    expect(call.state.offers[0]?.state).toBe("unacknowledged")
    expect(call.offer.memberId).toBe(second.memberId)
  })

  test("[K3] a leg whose ring the page has not seen in 5 s is ended, and the next agent is tried", () => {
    const call = new CallUnderTest([agent("佐藤", {}, 30), agent("田中", {}, 10)])
    call.arrive()
    call.acknowledge()
    call.customerJoins()
    const { id } = call.offer
    const created = call.legCreated()
    expect(created.deadlines).toEqual([{ kind: "ring", subjectId: id, dueAt: plus(morning, 5_000) }])
    const due = call.pass(5).deadline("ring", id)
    expect(effectsOf(due)).toMatchObject([{ kind: "end_leg", providerLegId: "CA-agent" }])
    expect(call.state.offers.map(({ state }) => state)).toEqual(["not_ringing", "announced"])
  })

  test("[E3] lapsing moves on at once; the customer stays in the conference for the next agent", () => {
    const call = new CallUnderTest([agent("佐藤", {}, 30), agent("田中", {}, 10)])
    call.arrive()
    call.ring()
    expect(kinds(call.pass(20).deadline("offer", call.offer.id))).toEqual(["end_leg"])
    expect(call.state.customerPlace).toBe("conference")
    expect(effectsOf(call.acknowledge())).toMatchObject([{ kind: "create_leg", stayId: call.stays[0] }])
  })

  test("[E3] declining moves on at once; without a next agent the customer goes back to waiting", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    expect(effectsOf(call.decline())).toMatchObject([
      { kind: "end_leg" },
      { kind: "redirect_leg", to: "wait" },
    ])
    expect(call.state).toMatchObject({ phase: "queued", stay: null })
  })

  test("a declining agent is not rung in a loop: the next round begins after a pause", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.decline()
    call.pass(9).turn("wait", "a-2")
    expect(call.state.offers).toHaveLength(1)
    call.pass(1).turn("wait", "a-3")
    expect(call.offer.round).toBe(2)
  })

  test("only the offered member can acknowledge or decline it", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    const { id: offerId } = call.offer
    const stranger = agent("stranger").memberId
    const event = { kind: "offer_acknowledged", offerId, userId: stranger } as const
    expect(call.event(event, { actorMemberId: stranger }).facts).toEqual([])
    expect(call.event({ ...event, kind: "offer_declined" }, { actorMemberId: stranger }).facts).toEqual([])
  })

  test("[E3] a closed tab or a lost heartbeat moves on at once", () => {
    const [first, second] = [agent("佐藤", {}, 30), agent("田中", {}, 10)]
    const call = new CallUnderTest([first, second])
    call.arrive()
    call.ring()
    call.event({ kind: "page_left", userId: first.memberId }, { actorMemberId: first.memberId })
    expect(call.state.offers.map(({ state }) => state)).toEqual(["agent_left", "announced"])
    call.event({ kind: "offer_lost", offerId: call.offer.id })
    expect(call.state.offers[1]?.state).toBe("agent_left")
  })

  test("a caller who gives up withdraws the offer, ends its leg and leaves a missed call", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    const left = call.customerEnds()
    expect(effectsOf(left)).toMatchObject([{ kind: "end_leg", providerLegId: "CA-agent" }])
    expect(left.work.at(-1)).toEqual({ step: "record_missed", reason: "caller_gave_up" })
    expect(call.state).toMatchObject({ outcome: "abandoned", reason: "caller_gave_up" })
    expect(call.state.offers[0]?.state).toBe("withdrawn")
  })

  test("a leg created while the caller hung up is ended in its turn, once more when its name is known, and then no more", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.acknowledge()
    call.customerJoins()
    const { offer } = call
    const left = call.customerEnds()
    expect(effectsOf(left)).toMatchObject([
      { kind: "end_leg", legId: offer.legId, providerLegId: null, stayId: call.stays[0] },
    ])
    expect(left.superseded).toContainEqual({ kind: "create_leg", target: offer.legId })
    expect(effectsOf(call.legCreated("CA-late", offer))).toMatchObject([
      { kind: "end_leg", providerLegId: "CA-late" },
    ])
    expect(call.legCreated("CA-late", offer).effects).toEqual([])
    expect(call.state.phase).toBe("ended")
  })

  test("[J1] when the waiting time is up after unanswered offers, the caller is sent the closing words", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.pass(2).deadline("acknowledge", call.offer.id)
    const due = call.pass(178).deadline("max_wait", null)
    expect(effectsOf(due)).toMatchObject([{ kind: "redirect_leg", to: "goodbye" }])
    expect(call.state).toMatchObject({ outcome: "missed", reason: "nobody_answered" })
    expect(call.turn("goodbye", "v9-1").instruction).toMatchObject({
      kind: "announce_and_end",
      say: { text: "担当者が電話に出られません。" },
    })
  })

  test("a redirect into the conference that was lost is made good by the waiting loop", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.acknowledge()
    expect(call.pass(4).turn("wait", "a-2").instruction.kind).toBe("wait")
    expect(call.pass(1).turn("wait", "a-3").instruction.kind).toBe("join")
  })

  test("[E3] a customer who was never seen on the way into the conference is sent there again with the next offer", () => {
    const call = new CallUnderTest([agent("佐藤", {}, 30), agent("田中", {}, 10)])
    call.arrive()
    call.acknowledge()
    call.pass(20).deadline("offer", call.offer.id)
    expect(call.state.customerPlace).toBe("to_conference")
    expect(effectsOf(call.acknowledge())).toMatchObject([
      { kind: "redirect_leg", to: "join" },
      { kind: "create_leg", stayId: call.stays[0] },
    ])
  })

  test("[E3] a customer who comes back into a conference finds a new one, which no lingering leg has kept open", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    const [first] = call.stays as [string]
    call.decline()
    expect(call.turn("wait", "v9-1").instruction.kind).toBe("wait")
    call.pass(10).event({ kind: "nudge", callId: call.state.id })
    call.acknowledge()
    const [, second] = call.stays as [string, string]
    expect(second).not.toBe(first)
    expect(call.turn("join", "v12-1").instruction).toMatchObject({ stayId: second })
    const { id: legId } = call.customer
    const late = {
      kind: "leg_joined",
      legId,
      providerLegId: "CA",
      stayId: first,
      conferenceId: "CF1",
    } as const
    expect(call.event(late).facts).toEqual([])
    call.event({ ...late, stayId: second, conferenceId: "CF2" })
    expect(call.state).toMatchObject({
      customerPlace: "conference",
      stay: { id: second, conferenceId: "CF2" },
    })
    expect(call.turn("join", "v12-1").instruction).toMatchObject({ stayId: second })
  })

  test("[E3] one who is on the way is not sent a second time", () => {
    const call = new CallUnderTest([agent("佐藤", {}, 30), agent("田中", {}, 10)])
    call.arrive()
    call.acknowledge()
    call.decline()
    expect(kinds(call.acknowledge())).toEqual(["create_leg"])
  })

  test("[E2] who has answered and waits for the customer is alone offered the call, and freed once when they leave", () => {
    const [first, second] = [agent("佐藤", {}, 30), agent("田中", {}, 10)]
    const call = new CallUnderTest([first, second])
    call.arrive()
    call.acknowledge()
    call.legCreated()
    call.answer()
    expect(call.state.phase).toBe("queued")
    call.pass(1).event({ kind: "nudge", callId: call.state.id })
    expect(call.state.offers).toHaveLength(1)
    const left = call.legEnds()
    expect(left.work).toEqual([
      {
        step: "free_agent",
        memberId: first.memberId,
        legId: call.state.offers[0]?.legId,
        at: call.now,
        afterCallUntil: null,
      },
    ])
    expect(call.offer.memberId).toBe(second.memberId)
  })

  test("a refused creation asks the next agent, and tells whoever operates the product", () => {
    const [first, second] = [agent("佐藤", {}, 30), agent("田中", {}, 10)]
    const call = new CallUnderTest([first, second])
    call.arrive()
    const create = effectsOf(call.acknowledge()).find(({ kind }) => kind === "create_leg")
    if (!create) throw new Error("no leg was asked for")
    const { facts, effects } = call.givenUp(create)
    expect(facts.map(({ kind }) => kind)).toContain("effect_given_up")
    expect(call.state.offers.map(({ state }) => state)).toEqual(["failed", "announced"])
    expect(call.offer.memberId).toBe(second.memberId)
    // Whether the provider made it after all is not known: it is looked for and ended.
    expect(kinds({ effects })).toEqual(["end_leg", "raise_alarm"])
  })
})
