import fc from "fast-check"
import { expect, test } from "vitest"
import { agent, CallUnderTest } from "../../../../tests/support/call-context.ts"
import type { CallEvent } from "./events.ts"
import { type Call, isOpenOffer } from "./state.ts"

// What happens to a call is drawn from everything that can be said about it, in any order and any number of times.
// Indices choose among the offers made so far, so that late and repeated news of closed offers comes up all the time.

type Happening = { what: string; index: number; seconds: number }

const legCauses = ["completed", "declined", "unanswered", "failed", "cancelled", "left"] as const
const happenings = [
  ...["inbound_arrived", "turn:wait", "turn:join", "turn:goodbye", "customer_joined", "customer_left"],
  ...["customer_left_conference", "conference_ended", "leg_created", "leg_failed", "leg_answered"],
  ...legCauses.map((cause) => `leg_ended:${cause}`),
  ...[
    "agent_joined",
    "offer_acknowledged",
    "ring_seen",
    "offer_declined",
    "agent_left",
    "hang_up_asked",
    "nudge",
  ],
  ...["acknowledge", "ring", "offer", "max_wait", "after_call", "recording_overdue"].map(
    (kind) => `deadline:${kind}`,
  ),
  ...["recording_ready", "recording_stored", "recording_failed"],
]

const anything: fc.Arbitrary<Happening> = fc.record({
  // The way to a conversation is drawn more often, or few calls would ever get there.
  what: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom("offer_acknowledged", "customer_joined", "leg_created", "leg_answered"),
    },
    { weight: 5, arbitrary: fc.constantFrom(...happenings) },
  ),
  index: fc.nat({ max: 3 }),
  seconds: fc.constantFrom(0, 0, 1, 2, 5, 12, 40),
})

function apply(call: CallUnderTest, { what, index, seconds }: Happening): void {
  call.pass(seconds)
  const [kind = "", detail = ""] = what.split(":")
  const offers = call.call?.offers ?? []
  const offer = offers.at(-1 - (index % Math.max(1, offers.length)))
  const offerId = offer?.id ?? "00000000-0000-4000-8000-000000000000"
  const actor = { actorMemberId: offer?.memberId ?? null }
  const userId = offer?.memberId ?? offerId
  const callId = call.call?.id ?? offerId
  const conferenceId = `CF${index}`
  const providerLegId = `CA-${offerId}`
  if (kind === "deadline") {
    call.deadline(detail as Parameters<CallUnderTest["deadline"]>[0], offer?.id ?? null)
    return
  }
  const event = {
    inbound_arrived: { from: "+819012345678", to: "+81312345678", providerCallId: "CA" },
    turn: { kind: "wait_turn", asks: detail, step: `a-${index}`, providerCallId: "CA" },
    customer_left: { providerCallId: "CA", from: null, to: null },
    leg_ended: { offerId, providerLegId, cause: detail },
    leg_failed: { offerId, error: "refused" },
    agent_left: { offerId, userId: null },
    recording_ready: { callId, providerRecordingId: "RE1" },
    recording_stored: { callId, objectName: "a.wav", contentType: "audio/wav", sizeBytes: 1, durationMs: 1 },
    recording_failed: { callId, error: "absent" },
  }[kind] ?? { callId, offerId, userId, conferenceId, providerLegId }
  call.event({ kind, ...event } as CallEvent, actor)
}

function play(
  happened: Happening[],
  afterEach: (before: Call | null, call: CallUnderTest) => void,
): CallUnderTest {
  const call = new CallUnderTest([agent("佐藤", {}, 30), agent("田中", {}, 20), agent("鈴木", {}, 10)])
  for (const happening of happened) {
    const before = call.call
    apply(call, happening)
    afterEach(before, call)
  }
  return call
}

const arrival: Happening = { what: "inbound_arrived", index: 0, seconds: 0 }
const lives = fc.array(anything, { minLength: 5, maxLength: 60 }).map((rest) => [arrival, ...rest])
const runs = { numRuns: 1_500 }

test("[E2][K4] no order, repetition or loss of events ever leaves two open offers, or two live agents' legs", () => {
  fc.assert(
    fc.property(lives, (happened) => {
      play(happened, (_before, { call }) => {
        expect(call?.offers.filter(isOpenOffer).length ?? 0).toBeLessThanOrEqual(1)
        expect(
          call?.legs.filter((leg) => leg.kind === "agent" && leg.state !== "ended").length ?? 0,
        ).toBeLessThanOrEqual(1)
      })
    }),
    runs,
  )
})

test("[K4] an ended call stays ended, with the same outcome, and has no open offer and no live leg", () => {
  fc.assert(
    fc.property(lives, (happened) => {
      play(happened, (before, { call }) => {
        if (before?.phase === "ended")
          expect(call).toMatchObject({ phase: "ended", outcome: before.outcome, endedAt: before.endedAt })
        if (call?.phase !== "ended") return
        expect(call.offers.some(isOpenOffer)).toBe(false)
        expect(call.legs.every((leg) => leg.state === "ended")).toBe(true)
        expect(call.outcome).not.toBeNull()
      })
    }),
    runs,
  )
})

test("[K1] versions count the facts, never go back, and replaying the facts gives the same call", () => {
  fc.assert(
    fc.property(lives, (happened) => {
      const call = play(happened, (before, { call: after, facts }) => {
        expect(after?.version ?? 0).toBe(facts.length)
        expect(after?.version ?? 0).toBeGreaterThanOrEqual(before?.version ?? 0)
      })
      expect(call.replayed).toEqual(call.call)
      expect(JSON.parse(JSON.stringify(call.call))).toEqual(call.call)
    }),
    runs,
  )
})

test("every state a call can be in still ends when the caller has hung up", () => {
  fc.assert(
    fc.property(lives, (happened) => {
      const call = play(happened, () => {})
      call.event({ kind: "customer_left", providerCallId: "CA", from: null, to: null })
      expect(call.state.phase).toBe("ended")
    }),
    runs,
  )
})
