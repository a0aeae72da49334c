import { describe, expect, test } from "vitest"
import { agent, CallUnderTest, morning } from "../../../../tests/support/call-context.ts"
import { plus } from "./time.ts"

const kinds = (items: readonly { kind: string }[]) => items.map(({ kind }) => kind)

describe("a conversation", () => {
  test("[E4] answering accepts the offer, opens the memo and binds the conference to the customer", () => {
    const sato = agent("佐藤")
    const call = new CallUnderTest([sato])
    call.arrive()
    call.ring()
    const { work, effects } = call.answer()
    expect(work.map(({ step }) => step)).toEqual(["open_memo", "expect_recording"])
    expect(effects).toMatchObject([{ kind: "end_with_customer", conferenceId: "CF1" }])
    expect(call.state).toMatchObject({ phase: "talking", answeredAt: morning })
    expect(
      call.event({
        kind: "agent_joined",
        offerId: call.state.offers[0]?.id ?? "",
        providerLegId: "CA-agent",
        conferenceId: "CF1",
      }).facts,
    ).toEqual([])
  })

  test("an answer that comes after the offer lapsed ends the leg and nothing else", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    const { id: offerId } = call.offer
    call.pass(20).deadline("offer", offerId)
    const late = call.event({ kind: "leg_answered", offerId, providerLegId: "CA-agent" })
    expect(late.effects).toMatchObject([{ kind: "end_leg", providerLegId: "CA-agent" }])
    expect(call.state.phase).toBe("queued")
  })

  test.each(["leg_answered", "leg_ended"] as const)(
    "[A11] who has lost the inbox meanwhile cannot take the call (%s): the next agent is asked",
    (kind) => {
      const tanaka = agent("田中", {}, 5)
      const call = new CallUnderTest([agent("佐藤"), tanaka])
      call.arrive()
      call.ring()
      const { id: offerId } = call.offer
      const news = { offerId, providerLegId: "CA-agent" }
      const { work, facts } = call.event(
        kind === "leg_answered" ? { kind, ...news } : { kind, ...news, cause: "completed" },
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
    call.event({ kind: "agent_left", offerId, userId: null }, { mayOfferedAnswer: false })
    expect(call.state.offers.map(({ state }) => state)).toEqual(["rights_lost", "announced"])
  })

  test.each(["customer", "agent", "page"] as const)(
    "[E8] the %s hanging up ends it for both; after-call work begins",
    (who) => {
      const sato = agent("佐藤")
      const call = new CallUnderTest([sato])
      call.arrive()
      call.ring()
      const { id: offerId } = call.offer
      call.answer()
      call.pass(60)
      const { work, effects, deadlines } = {
        customer: () => call.event({ kind: "customer_left", providerCallId: "CA", from: null, to: null }),
        agent: () =>
          call.event({ kind: "leg_ended", offerId, providerLegId: "CA-agent", cause: "completed" }),
        page: () =>
          call.event(
            { kind: "hang_up_asked", callId: call.state.id, userId: sato.memberId },
            { actorMemberId: sato.memberId },
          ),
      }[who]()
      expect(kinds(effects)).toEqual(["end_conference"])
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
    call.event({ kind: "customer_left_conference", callId, conferenceId: "CF1" })
    call.event({ kind: "conference_ended", callId, conferenceId: "CF1" })
    expect(call.state.phase).toBe("talking")
    call.event({ kind: "conference_ended", callId, conferenceId: "CF2" })
    expect(call.state).toMatchObject({ phase: "ended", outcome: "answered" })
  })

  test("[K4] the end of a leg that overtook its answer still counts as a conversation", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    const { work } = call.event({
      kind: "leg_ended",
      offerId: call.offer.id,
      providerLegId: "CA-agent",
      cause: "completed",
    })
    expect(call.state).toMatchObject({ phase: "ended", outcome: "answered" })
    expect(work.map(({ step }) => step)).toContain("open_memo")
  })
})
