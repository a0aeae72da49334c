import fc from "fast-check"
import { expect, test } from "vitest"
import { agent, CallUnderTest } from "../../../../tests/support/call-context.ts"
import type { CallEvent } from "./events.ts"
import { type Call, isOpenOffer, liveAgentLegs } from "./state.ts"

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
const runs = { numRuns: 500 }
const timeoutMs = 60_000

test(
  "[E2][K4] no order, repetition or loss of events ever leaves two open offers, or two live agents' legs",
  () => {
    fc.assert(
      fc.property(lives, (happened) => {
        play(happened, (_before, { call }) => {
          if (!call) return
          const open = call.offers.filter(isOpenOffer).length
          if (open > 1 || liveAgentLegs(call).length > 1) throw new Error(`${open} open offers`)
        })
      }),
      runs,
    )
  },
  timeoutMs,
)

test(
  "[K4] an ended call stays ended, with the same outcome, and has no open offer and no live leg",
  () => {
    fc.assert(
      fc.property(lives, (happened) => {
        play(happened, (before, { call }) => {
          if (
            before?.phase === "ended" &&
            (call?.outcome !== before.outcome || call.endedAt !== before.endedAt)
          ) {
            throw new Error("An ended call went on")
          }
          if (call?.phase !== "ended") return
          const isClosed = call.outcome !== null && !call.offers.some(isOpenOffer)
          if (!isClosed || call.legs.some((leg) => leg.state !== "ended"))
            throw new Error("Something stayed open")
        })
      }),
      runs,
    )
  },
  timeoutMs,
)

test(
  "[K1] versions count the facts, never go back, and replaying the facts gives the same call",
  () => {
    fc.assert(
      fc.property(lives, (happened) => {
        const call = play(happened, (before, { call: after, facts }) => {
          const version = after?.version ?? 0
          if (version !== facts.length || version < (before?.version ?? 0))
            throw new Error(`Version ${version}`)
        })
        expect(call.replayed).toEqual(call.call)
        expect(JSON.parse(JSON.stringify(call.call))).toEqual(call.call)
      }),
      runs,
    )
  },
  timeoutMs,
)

test(
  "every state a call can be in still ends when the caller has hung up",
  () => {
    fc.assert(
      fc.property(lives, (happened) => {
        const call = play(happened, () => {})
        call.event({ kind: "customer_left", providerCallId: "CA", from: null, to: null })
        expect(call.state.phase).toBe("ended")
      }),
      runs,
    )
  },
  timeoutMs,
)
