import { describe, expect, test } from "vitest"
import { agent, CallUnderTest, morning } from "../../../../tests/support/call-context.ts"
import type { PlannedEffect } from "./decision.ts"
import { plus } from "./time.ts"

const kinds = (items: readonly { kind: string }[]) => items.map(({ kind }) => kind)
const effectsOf = ({ effects }: { effects: PlannedEffect[] }) => effects.map(({ effect }) => effect)

describe("a conversation", () => {
  test("[E4] answering accepts the offer, opens the memo and binds the conference to the customer", () => {
    const sato = agent("佐藤")
    const call = new CallUnderTest([sato])
    call.arrive()
    call.ring()
    const { legId } = call.offer
    const answered = call.answer()
    expect(answered.work).toMatchObject([
      { step: "expect_recording", startedAt: morning, stayId: call.stays[0] },
      { step: "open_memo", legId, memberId: sato.memberId },
    ])
    expect(effectsOf(answered)).toMatchObject([
      { kind: "check_leg", legId, providerLegId: "CA-agent", everyMs: 60_000 },
      { kind: "end_on_exit", legId: call.customer.id, conferenceId: "CF1" },
    ])
    expect(call.state).toMatchObject({ phase: "talking", answeredAt: morning })
    const joined = { kind: "leg_joined", legId, providerLegId: "CA-agent", conferenceId: "CF1" } as const
    expect(call.event({ ...joined, stayId: call.stays[0] ?? "" }).facts).toEqual([])
  })

  test("[E4] an agent who answers before the customer has come waits for them: the talk begins when both are there", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.acknowledge()
    call.legCreated()
    const answered = call.answer()
    expect(kinds(answered.facts)).toEqual(["offer_closed", "leg_answered"])
    expect(answered.work).toEqual([])
    // Their own way into the conference is told first, and says under which name the provider knows it.
    const { lastOffer, stays } = call
    const agentJoined = {
      kind: "leg_joined",
      legId: lastOffer.legId,
      providerLegId: "CA-agent",
      stayId: stays[0] ?? "",
      conferenceId: "CF1",
    } as const
    expect(kinds(call.event(agentJoined).facts)).toEqual(["stay_opened"])
    const joined = call.pass(1).customerJoins()
    expect(kinds(joined.facts)).toEqual(["customer_joined", "talk_started"])
    expect(joined.work).toMatchObject([
      // With the agent the conference has begun, and its recording.
      { step: "expect_recording", startedAt: morning, stayId: stays[0] },
      { step: "open_memo" },
    ])
    expect(call.state.answeredAt).toBe(plus(morning, 1_000))
  })

  test("[D1] a conference that everybody has left before the customer came has ended: the recording begins with the next", () => {
    const call = new CallUnderTest([agent("佐藤"), agent("田中", {}, 5)])
    call.arrive()
    call.acknowledge()
    call.legCreated()
    call.answer()
    call.legEnds()
    call.pass(3).acknowledge()
    call.legCreated("CA-other")
    call.answer("CA-other")
    const { work } = call.pass(1).customerJoins()
    expect(work).toMatchObject([
      { step: "expect_recording", startedAt: plus(morning, 3_000) },
      { step: "open_memo" },
    ])
  })

  test("[K4] a customer who comes into the conference after the talk has ended does not wait there for nobody", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.acknowledge()
    call.turn("join", "v5-1")
    call.legCreated()
    call.answer()
    const { legId, memberId } = call.lastOffer
    call.event({ kind: "hang_up_asked", legId, userId: memberId }, { actorMemberId: memberId })
    expect(call.state).toMatchObject({ phase: "ended", outcome: "answered" })
    const [stayId] = call.stays
    expect(effectsOf(call.customerJoins("CF2"))).toEqual([{ kind: "end_stay", stayId, conferenceId: "CF2" }])
  })

  test("[E4] that the customer has asked for the way in counts, should the report of it come late", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.acknowledge()
    const asked = call.turn("join", "v5-1")
    expect(asked.instruction.kind).toBe("join")
    expect(kinds(asked.facts)).toEqual(["customer_joined"])
    call.legCreated()
    const answered = call.answer()
    expect(call.state.phase).toBe("talking")
    expect(kinds(effectsOf(answered))).toEqual(["check_leg"])
    // Only now the provider's name of the conference is known, which is needed to bind it to the customer.
    expect(effectsOf(call.customerJoins())).toMatchObject([{ kind: "end_on_exit", conferenceId: "CF1" }])
    const ended = call.customerEnds()
    expect(effectsOf(ended)).toMatchObject([{ kind: "end_stay", stayId: call.stays[0], conferenceId: "CF1" }])
  })

  test("a talk that ends before the conference's name was known closes it by its own", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.acknowledge()
    call.turn("join", "v5-1")
    call.legCreated()
    call.answer()
    const ended = call.customerEnds()
    expect(call.state.outcome).toBe("answered")
    expect(effectsOf(ended)).toMatchObject([{ kind: "end_stay", stayId: call.stays[0], conferenceId: null }])
  })

  test("a caller who hangs up on the way to an agent who has answered leaves a missed call, and the agent is released", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.acknowledge()
    call.legCreated()
    call.answer()
    const ended = call.customerEnds()
    expect(effectsOf(ended)).toMatchObject([{ kind: "end_leg", providerLegId: "CA-agent" }])
    expect(ended.work.map(({ step }) => step)).toEqual(["free_agent", "record_missed"])
    expect(call.state).toMatchObject({ outcome: "abandoned", reason: "caller_gave_up" })
  })

  test("an answer that comes after the offer lapsed ends the leg and nothing else", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    const { offer } = call
    call.pass(20).deadline("offer", offer.id)
    const late = call.answer("CA-agent", offer)
    expect(effectsOf(late)).toMatchObject([{ kind: "end_leg", providerLegId: "CA-agent" }])
    expect(call.state.phase).toBe("queued")
  })

  test.each(["leg_answered", "leg_ended"] as const)(
    "[A11] who has lost the inbox meanwhile cannot take the call (%s): the next agent is asked",
    (kind) => {
      const tanaka = agent("田中", {}, 5)
      const call = new CallUnderTest([agent("佐藤"), tanaka])
      call.arrive()
      call.ring()
      const news = { legId: call.offer.legId, providerLegId: "CA-agent" }
      const { work, facts } = call.event(
        kind === "leg_answered"
          ? { kind, ...news }
          : { kind, ...news, cause: "completed", from: null, to: null },
        { mayOfferedAnswer: false },
      )
      expect(work.map(({ step }) => step)).toEqual(["free_agent"])
      expect(kinds(facts)).toEqual(["offer_closed", "leg_ended", "offer_announced"])
      expect(call.state.offers[0]?.state).toBe("rights_lost")
      expect(call.offer.memberId).toBe(tanaka.memberId)
    },
  )

  test("[A11] an offer whose agent loses the inbox while it rings moves on, and says why", () => {
    const call = new CallUnderTest([agent("佐藤"), agent("田中", {}, 5)])
    call.arrive()
    const { id: offerId } = call.offer
    call.event({ kind: "offer_lost", offerId }, { mayOfferedAnswer: false })
    expect(call.state.offers.map(({ state }) => state)).toEqual(["rights_lost", "announced"])
  })

  test.each(["customer", "page"] as const)(
    "[E8] the %s hanging up ends it for both; after-call work begins",
    (who) => {
      const sato = agent("佐藤")
      const call = new CallUnderTest([sato])
      call.arrive()
      call.ring()
      const { legId } = call.offer
      call.answer()
      call.pass(60)
      const { userId, actor } = { userId: sato.memberId, actor: { actorMemberId: sato.memberId } }
      const { work, effects, deadlines } = {
        customer: () => call.customerEnds(),
        page: () => call.event({ kind: "hang_up_asked", legId, userId }, actor),
      }[who]()
      expect(kinds(effectsOf({ effects }))).toEqual(who === "page" ? ["end_stay", "end_leg"] : ["end_stay"])
      expect(work.map(({ step }) => step)).toEqual(["close_memo", "free_agent", "expect_recording"])
      expect(deadlines.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
        ["after_call", plus(call.now, 30_000)],
        ["recording_overdue", plus(call.now, 600_000)],
      ])
      expect(call.state).toMatchObject({ phase: "ended", outcome: "answered", reason: null })
    },
  )

  test("news of an older conference does not end a conversation in a newer one", () => {
    const call = new CallUnderTest([agent("佐藤", {}, 30), agent("田中", { isBusy: true }, 10)])
    call.arrive()
    call.ring("CF1")
    call.pass(20).deadline("offer", call.offer.id)
    call.turn("wait", "v9-1")
    call.pass(10).turn("wait", "v9-2")
    call.ring("CF2", "CA-second")
    call.answer("CA-second")
    const { id: callId } = call.state
    const [first, second] = call.stays as [string, string]
    const { id: legId } = call.customer
    const of = (stayId: string, conferenceId: string) => ({ stayId, conferenceId })
    call.event({ kind: "leg_left", legId, providerLegId: "CA", ...of(first, "CF1") })
    call.event({ kind: "stay_ended", callId, ...of(first, "CF1") })
    // A room that was opened a second time under the same name is not the one the customer is in either.
    call.event({ kind: "stay_ended", callId, ...of(second, "CF-empty") })
    expect(call.state.phase).toBe("talking")
    call.event({ kind: "stay_ended", callId, ...of(second, "CF2") })
    expect(call.state).toMatchObject({ phase: "ended", outcome: "answered" })
  })

  test("[K2] a leg that is not heard of any more is asked about, and the customer hears music; who comes back talks on", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    const { legId } = call.offer
    call.answer()
    const lost = call.event({ kind: "leg_lost", legId })
    expect(effectsOf(lost)).toMatchObject([
      { kind: "check_leg", legId, providerLegId: "CA-agent", everyMs: null },
      { kind: "pause_recording", isPaused: true },
      { kind: "hold_leg", isHeld: true },
    ])
    expect(call.state).toMatchObject({ phase: "agent_lost", lost: { legId } })
    const actor = { actorMemberId: call.offer.memberId }
    const resumed = call.event({ kind: "resume_asked", legId, userId: call.offer.memberId }, actor)
    expect(resumed.effects).toContainEqual({
      effect: { kind: "check_leg", legId, providerLegId: "CA-agent", everyMs: 60_000 },
      delayMs: 60_000,
    })
    expect(call.state).toMatchObject({ phase: "talking", lost: null })
    expect(call.customer.isHoldAsked).toBe(false)
    call.event({ kind: "leg_lost", legId })
    call.legEnds("completed", "CA-agent", { legId })
    expect(call.state.phase).toBe("agent_lost")
    expect(call.event({ kind: "leg_lost", legId }).effects).toEqual([])
  })

  test("[K2] who has no audio any more is waited for at once, with music, and their leg is ended at the provider, which misses nobody yet", () => {
    const sato = agent("佐藤")
    const call = new CallUnderTest([sato])
    call.arrive()
    call.ring()
    const { legId } = call.offer
    call.answer()
    const actor = { actorMemberId: sato.memberId }
    const told = { kind: "audio_lost", legId, userId: sato.memberId } as const
    const lost = call.event(told, actor)
    expect(lost.instruction).toEqual({ kind: "accepted" })
    expect(effectsOf(lost)).toMatchObject([
      { kind: "pause_recording", isPaused: true },
      { kind: "hold_leg", isHeld: true },
      { kind: "end_leg", legId, providerLegId: "CA-agent" },
    ])
    expect(call.state).toMatchObject({ phase: "agent_lost", lost: { legId } })
    expect(call.offer).toMatchObject({ purpose: "resume", memberId: sato.memberId, state: "announced" })
    // Told again, and by the provider: nothing more follows.
    expect(call.event(told, actor)).toMatchObject({
      facts: [],
      instruction: { kind: "refuse_request", reason: "not_in_call" },
    })
    expect(call.legEnds("completed", "CA-agent", { legId }).facts).toEqual([])
    // They had pressed to hang up, and the tab closed: the word of it still counts.
    call.event({ kind: "hang_up_asked", legId, userId: sato.memberId }, actor)
    expect(call.state).toMatchObject({ phase: "ended", outcome: "answered" })
  })

  test("[K2] nobody but whose leg it is says that its audio is gone, and only of one that is live", () => {
    const [sato, tanaka] = [agent("佐藤"), agent("田中")]
    const call = new CallUnderTest([sato, { ...tanaka, isBusy: true }])
    call.arrive()
    call.ring()
    const { legId } = call.offer
    const told = { kind: "audio_lost", legId, userId: sato.memberId } as const
    const refused = { facts: [], instruction: { kind: "refuse_request", reason: "not_in_call" } }
    expect(call.event(told, { actorMemberId: sato.memberId })).toMatchObject(refused)
    call.answer()
    expect(call.event(told, { actorMemberId: tanaka.memberId })).toMatchObject(refused)
    expect(call.event(told, { actorMemberId: null })).toMatchObject(refused)
    expect(call.event({ ...told, legId: call.customer.id }, { actorMemberId: null })).toMatchObject(refused)
    expect(call.state.phase).toBe("talking")
  })

  test("[K2] who answered before the customer had come, and has no audio any more, is followed by the next agent", () => {
    const [sato, tanaka] = [agent("佐藤"), agent("田中", {}, 5)]
    const call = new CallUnderTest([sato, tanaka])
    call.arrive()
    call.acknowledge()
    call.legCreated()
    call.answer()
    const { legId, memberId } = call.lastOffer
    const lost = call.event({ kind: "audio_lost", legId, userId: memberId }, { actorMemberId: memberId })
    expect(effectsOf(lost)).toContainEqual(expect.objectContaining({ kind: "end_leg", legId }))
    expect(call.state.phase).toBe("queued")
    expect(call.offer.memberId).not.toBe(memberId)
  })

  test("nobody but whose leg it is can hang it up, and only while they are there", () => {
    const [sato, tanaka] = [agent("佐藤"), agent("田中")]
    const call = new CallUnderTest([sato, { ...tanaka, isBusy: true }])
    call.arrive()
    call.ring()
    const { legId } = call.offer
    call.answer()
    const asked = { kind: "hang_up_asked", legId, userId: tanaka.memberId } as const
    expect(call.event(asked, { actorMemberId: tanaka.memberId }).facts).toEqual([])
    expect(call.event({ ...asked, legId: call.customer.id }, { actorMemberId: null }).facts).toEqual([])
    expect(call.state.phase).toBe("talking")
  })

  test("[K4] the end of a leg that overtook its answer still counts as a conversation", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    const { work } = call.legEnds()
    expect(call.state).toMatchObject({ phase: "agent_lost", answeredAt: call.now })
    expect(work.map(({ step }) => step)).toContain("open_memo")
  })
})
