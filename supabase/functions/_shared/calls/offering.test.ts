import { describe, expect, test } from "vitest"
import { agent, CallUnderTest, morning } from "../../../../tests/support/call-context.ts"
import { plus } from "./time.ts"

const kinds = (items: readonly { kind: string }[]) => items.map(({ kind }) => kind)

describe("an offer", () => {
  test("[K3] the leg is created only after the page has acknowledged and the customer has joined", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    const acknowledged = call.acknowledge()
    expect(acknowledged.effects).toMatchObject([{ kind: "redirect_customer", to: "conference" }])
    expect(call.turn("join", "v4-1").instruction).toEqual({
      kind: "join",
      callId: call.state.id,
      conference: `${call.state.id}-1`,
      isRecorded: true,
    })
    const joined = call.event({ kind: "customer_joined", callId: call.state.id, conferenceId: "CF1" })
    expect(joined.effects).toMatchObject([
      { kind: "create_agent_leg", conferenceId: "CF1", timeoutSeconds: 20 },
    ])
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
    call.event({ kind: "customer_joined", callId: call.state.id, conferenceId: "CF1" })
    const { id } = call.offer
    const created = call.event({ kind: "leg_created", offerId: id, providerLegId: "CA-agent" })
    expect(created.deadlines).toEqual([{ kind: "ring", offerId: id, dueAt: plus(morning, 5_000) }])
    const { effects } = call.pass(5).deadline("ring", id)
    expect(effects).toMatchObject([{ kind: "end_leg", providerLegId: "CA-agent" }])
    expect(call.state.offers.map(({ state }) => state)).toEqual(["not_ringing", "announced"])
  })

  test("[E3] lapsing moves on at once; the customer stays in the conference for the next agent", () => {
    const call = new CallUnderTest([agent("佐藤", {}, 30), agent("田中", {}, 10)])
    call.arrive()
    call.ring()
    const { effects } = call.pass(20).deadline("offer", call.offer.id)
    expect(kinds(effects)).toEqual(["end_leg"])
    expect(call.state.customerPlace).toBe("conference")
    const acknowledged = call.acknowledge()
    expect(kinds(acknowledged.effects)).toEqual(["create_agent_leg"])
  })

  test("[E3] declining moves on at once; without a next agent the customer goes back to waiting", () => {
    const only = agent("佐藤")
    const call = new CallUnderTest([only])
    call.arrive()
    call.ring()
    const { effects } = call.event(
      { kind: "offer_declined", offerId: call.offer.id, userId: only.memberId },
      { actorMemberId: only.memberId },
    )
    expect(effects).toMatchObject([{ kind: "end_leg" }, { kind: "redirect_customer", to: "wait" }])
    expect(call.state.phase).toBe("queued")
  })

  test("a declining agent is not rung in a loop: the next round begins after a pause", () => {
    const only = agent("佐藤")
    const call = new CallUnderTest([only])
    call.arrive()
    call.event(
      { kind: "offer_declined", offerId: call.offer.id, userId: only.memberId },
      { actorMemberId: only.memberId },
    )
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
    call.event(
      { kind: "agent_left", offerId: null, userId: first.memberId },
      { actorMemberId: first.memberId },
    )
    expect(call.state.offers.map(({ state }) => state)).toEqual(["agent_left", "announced"])
    call.event({ kind: "agent_left", offerId: call.offer.id, userId: null })
    expect(call.state.offers[1]?.state).toBe("agent_left")
  })

  test("a caller who gives up withdraws the offer, ends its leg and leaves a missed call", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    const { effects, work } = call.event({
      kind: "customer_left",
      providerCallId: call.state.providerCallId,
      from: null,
      to: null,
    })
    expect(effects).toMatchObject([{ kind: "end_leg", providerLegId: "CA-agent" }])
    expect(work.at(-1)).toEqual({ step: "record_missed", reason: "caller_gave_up" })
    expect(call.state).toMatchObject({ outcome: "abandoned", reason: "caller_gave_up" })
    expect(call.state.offers[0]?.state).toBe("withdrawn")
  })

  test("a leg created while the caller hung up is ended once its name is known, and only once", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.acknowledge()
    call.event({ kind: "customer_joined", callId: call.state.id, conferenceId: "CF1" })
    const { id: offerId } = call.offer
    const left = call.event({ kind: "customer_left", providerCallId: "CA", from: null, to: null })
    expect(left.effects).toMatchObject([{ kind: "end_leg", providerLegId: null, delayMs: 3_000 }])
    expect(left.superseded).toContain("create_agent_leg")
    const created = { kind: "leg_created", offerId, providerLegId: "CA-late" } as const
    expect(call.event(created).effects).toMatchObject([{ kind: "end_leg", providerLegId: "CA-late" }])
    expect(call.event(created).effects).toEqual([])
    expect(call.state.phase).toBe("ended")
  })

  test("[J1] when the waiting time is up after unanswered offers, the caller is sent the closing words", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.pass(2).deadline("acknowledge", call.offer.id)
    const { effects } = call.pass(178).deadline("max_wait", null)
    expect(effects).toMatchObject([{ kind: "redirect_customer", to: "goodbye" }])
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
    expect(call.acknowledge().effects).toMatchObject([{ kind: "redirect_customer", to: "conference" }])
  })

  test("[E3] a customer who comes back into a conference finds a new one, which no lingering leg has kept open", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    const { id: offerId, memberId } = call.offer
    call.event({ kind: "offer_declined", offerId, userId: memberId }, { actorMemberId: memberId })
    expect(call.turn("wait", "v9-1").instruction.kind).toBe("wait")
    call.pass(10).event({ kind: "nudge", callId: call.state.id })
    call.acknowledge()
    expect(call.turn("join", "v12-1").instruction).toMatchObject({ conference: `${call.state.id}-2` })
    const late = { kind: "customer_joined", callId: call.state.id, conferenceId: "CF1" } as const
    expect(call.event(late).facts).toEqual([])
    expect(call.event({ ...late, conferenceId: "CF2" }).effects).toMatchObject([
      { kind: "create_agent_leg", conferenceId: "CF2" },
    ])
    expect(call.turn("join", "v12-1").instruction).toMatchObject({ conference: `${call.state.id}-2` })
  })

  test("[E3] one who is on the way is not sent a second time", () => {
    const call = new CallUnderTest([agent("佐藤", {}, 30), agent("田中", {}, 10)])
    call.arrive()
    call.acknowledge()
    const { id: offerId, memberId } = call.offer
    call.event({ kind: "offer_declined", offerId, userId: memberId }, { actorMemberId: memberId })
    expect(call.acknowledge().effects).toEqual([])
  })
})
