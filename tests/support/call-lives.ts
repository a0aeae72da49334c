import fc from "fast-check"
import type { Effect } from "../../supabase/functions/_shared/calls/effects.ts"
import type { CallEvent } from "../../supabase/functions/_shared/calls/events.ts"
import { customerLeg } from "../../supabase/functions/_shared/calls/parties.ts"
import type { Candidate } from "../../supabase/functions/_shared/calls/rank.ts"
import { type Call, openOffer } from "../../supabase/functions/_shared/calls/state.ts"
import { plus } from "../../supabase/functions/_shared/calls/time.ts"
import { agent, CallUnderTest, context, template } from "./call-context.ts"

// What happens to a call is drawn from everything that can be said about it, in any order and any number of times.
// Indices choose among the offers made so far, so that late and repeated news of closed offers comes up all the time.

type Happening = { what: string; index: number; seconds: number }

/** What the number's owner has set, and how its three agents stand when the call comes. */
type Surroundings = {
  isRecorded: boolean
  hasNotice: boolean
  greeting: string | null
  agents: Partial<Candidate>[]
}
type Life = { surroundings: Surroundings; happened: Happening[] }

const legCauses = ["completed", "declined", "unanswered", "failed", "cancelled"] as const
const givenUp = [
  "hold_leg",
  "pause_recording",
  "create_leg",
  "redirect_leg",
  "end_leg",
  "fetch_recording",
  "raise_alarm",
] as const
const happenings = [
  ...["inbound_arrived", "turn:wait", "turn:join", "turn:goodbye", "customer_joined", "customer_ended"],
  ...["customer_left", "stay_ended", "leg_created", "leg_failed", "leg_answered", "leg_left", "leg_lost"],
  ...legCauses.map((cause) => `leg_ended:${cause}`),
  ...["leg_joined", "offer_acknowledged", "ring_seen", "offer_declined", "offer_lost", "page_left"],
  ...["hang_up_asked", "audio_lost", "nudge"],
  ...["hold_asked", "hold_set", "hold_refused", "pause_asked", "pause_set", "pause_refused"].flatMap(
    (kind) => [`${kind}:on`, `${kind}:off`],
  ),
  ...givenUp.map((kind) => `effect_given_up:${kind}`),
  ...[
    "acknowledge",
    "ring",
    "offer",
    "max_wait",
    "flow_limit",
    "after_call",
    "recording_overdue",
    "come_back",
  ].map((kind) => `deadline:${kind}`),
  ...["recording_ready", "recording_stored", "recording_absent"],
]

/** What becomes of an agent meanwhile, of its own accord or by others' hands. */
const changes: Record<string, (now: string) => Partial<Candidate>> = {
  busy: () => ({ isBusy: true }),
  free: () => ({ isBusy: false, afterCallUntil: null, status: "available" }),
  after_call: (now) => ({ afterCallUntil: plus(now, 30_000) }),
  offline: () => ({ status: "offline" }),
  role_taken: () => ({ hasInboxRole: false }),
  role_given: () => ({ hasInboxRole: true }),
  disabled: () => ({ isDisabled: true }),
  enabled: () => ({ isDisabled: false }),
}

const anything: fc.Arbitrary<Happening> = fc.record({
  // The way to a conversation is drawn more often, or few calls would ever get there.
  what: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom("offer_acknowledged", "customer_joined", "leg_created", "leg_answered"),
    },
    { weight: 5, arbitrary: fc.constantFrom(...happenings) },
    { weight: 2, arbitrary: fc.constantFrom(...Object.keys(changes).map((kind) => `agent:${kind}`)) },
  ),
  index: fc.nat({ max: 3 }),
  seconds: fc.constantFrom(0, 0, 1, 2, 5, 12, 40),
})

/** Whether somebody may make the memo of a call of this inbox, as the database answers it (A11). */
export const hasRights = ({ hasInboxRole, isDisabled, isPhoneUser }: Candidate) =>
  hasInboxRole && !isDisabled && isPhoneUser

function apply(call: CallUnderTest, { what, index, seconds }: Happening): void {
  call.pass(seconds)
  const [kind = "", detail = ""] = what.split(":")
  if (kind === "agent") {
    const changed = changes[detail]?.(call.now)
    call.candidates = call.candidates.map((one, place) =>
      place === index % 3 ? { ...one, ...changed } : one,
    )
    return
  }
  const nobody = "00000000-0000-4000-8000-000000000000"
  const offers = call.call?.offers ?? []
  const offer = offers.at(-1 - (index % Math.max(1, offers.length)))
  const { id: offerId, legId, memberId } = offer ?? { id: nobody, legId: nobody, memberId: null }
  const offered = call.call ? openOffer(call.call) : undefined
  const rights = call.candidates.filter(hasRights).map((one) => one.memberId)
  const actor = {
    actorMemberId: memberId,
    mayOfferedAnswer: offered === undefined || rights.includes(offered.memberId),
  }
  const userId = memberId ?? nobody
  const callId = call.call?.id ?? nobody
  const customer = call.call ? customerLeg(call.call) : undefined
  const ofCustomer = { legId: customer?.id ?? nobody, providerLegId: "CA" }
  // News of the present stay, of the one before it and of one that never was.
  const stayId = [call.call?.stay?.id, call.stays.at(-2), call.stays.at(-1)][index] ?? nobody
  const stay = { stayId, conferenceId: `CF-${stayId}` }
  const leg = { legId, providerLegId: `CA-${legId}` }
  const recordingId = call.call?.recordings.at(-1)?.id ?? nobody
  if (kind === "deadline") {
    const subject = {
      after_call: legId,
      come_back: legId,
      recording_overdue: recordingId,
      max_wait: null,
      flow_limit: null,
    }[detail]
    call.deadline(
      detail as Parameters<CallUnderTest["deadline"]>[0],
      subject === undefined ? offerId : subject,
    )
    return
  }
  if (kind === "effect_given_up") {
    call.givenUp(
      effectOf(detail, { ...leg, ...stay, callId, recordingId, customerLegId: customer?.id ?? nobody }),
    )
    return
  }
  const file = { objectName: "a.wav", contentType: "audio/wav", sizeBytes: 1, durationMs: 1 }
  const ends = { from: null, to: null }
  const event = {
    inbound_arrived: { from: "+819012345678", to: "+81312345678", providerLegId: "CA" },
    turn: {
      kind: "leg_turn",
      legId: null,
      asks: detail,
      // What its flow awaits, or something else.
      step: index === 0 ? (call.call?.flow?.awaits ?? "a-0") : `a-${index}`,
      key: seconds === 2 ? "1" : null,
      providerLegId: "CA",
    },
    customer_joined: { kind: "leg_joined", ...ofCustomer, ...stay },
    customer_ended: { kind: "leg_ended", legId: null, providerLegId: "CA", cause: "completed", ...ends },
    customer_left: { kind: "leg_left", ...ofCustomer, ...stay },
    leg_ended: { ...leg, cause: detail, ...ends },
    hold_asked: { legId, isHeld: detail === "on", userId },
    hold_set: { legId: customer?.id ?? nobody, stayId, isHeld: detail === "on" },
    hold_refused: { legId: customer?.id ?? nobody, stayId, isHeld: detail === "on", error: "refused" },
    pause_asked: { legId, isPaused: detail === "on", userId },
    pause_set: { callId, stayId, isPaused: detail === "on" },
    pause_refused: { callId, stayId, isPaused: detail === "on", error: "refused" },
    leg_failed: { legId, error: "refused" },
    recording_ready: { callId, stayId, providerRecordingId: "RE1" },
    recording_stored: { callId, recordingId, ...file },
    recording_absent: { callId, stayId, error: "absent" },
  }[kind] ?? { callId, offerId, userId, ...leg, ...stay }
  call.event({ kind, ...event } as CallEvent, actor)
}

/** An effect as the call may have asked for it. */
function effectOf(
  kind: string,
  { legId, providerLegId, stayId, callId, recordingId, customerLegId }: Record<string, string>,
): Effect {
  return {
    create_leg: { kind, legId, callId, memberId: legId, stayId, contractNumber: "", timeoutSeconds: 5 },
    redirect_leg: { kind, legId, providerLegId, to: "wait", step: "v1-1" },
    end_leg: { kind, legId, providerLegId, memberId: null, stayId },
    fetch_recording: { kind, callId, recordingId, providerRecordingId: "RE1", objectName: "a.wav" },
    hold_leg: { kind, legId: customerLegId, providerLegId: "CA", stayId, conferenceId: null, isHeld: true },
    pause_recording: { kind, callId, stayId, conferenceId: null, isPaused: true },
    raise_alarm: { kind, alarm: "provider_refused", detail: "nothing" },
  }[kind] as Effect
}

/** Leads a call through a life; `afterEach` sees it before and after every happening, `onDecision` what was decided. */
export function play(
  { surroundings, happened }: Life,
  afterEach: (before: Call | null, call: CallUnderTest) => void,
  onDecision: CallUnderTest["onDecision"] = () => {},
): CallUnderTest {
  const { isRecorded, hasNotice, greeting, agents } = surroundings
  const { number, queue } = context()
  if (!number || !queue) throw new Error("there is a number with a queue")
  const candidates = agents.map((changed, place) => agent(`agent ${place}`, changed, 30 - place * 10))
  const call = new CallUnderTest(candidates, {
    number: { ...number, isRecorded },
    queue,
    flow: template(queue.id, { recordingNotice: hasNotice, greeting }),
  })
  call.onDecision = onDecision
  for (const happening of happened) {
    const before = call.call
    apply(call, happening)
    afterEach(before, call)
  }
  return call
}

const standing: fc.Arbitrary<Partial<Candidate>> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constant({ isBusy: true }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ hasInboxRole: false }, { isDisabled: true }, { isPhoneUser: false }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ status: "offline" as const }, { heartbeatAt: null }) },
)
const arrival: Happening = { what: "inbound_arrived", index: 0, seconds: 0 }
/** The straight way to a conversation, or to where it is refused for lack of rights. */
const way = [
  ...["turn:wait", "offer_acknowledged", "customer_joined", "leg_created"],
  ...["agent:role_taken", "leg_answered"],
]
/** Calls with what surrounds them and what happens to them. */
export const lives: fc.Arbitrary<Life> = fc.record({
  surroundings: fc.record({
    isRecorded: fc.boolean(),
    hasNotice: fc.boolean(),
    greeting: fc.constantFrom(null, "お電話ありがとうございます。"),
    agents: fc.array(standing, { minLength: 3, maxLength: 3 }),
  }),
  // Some lives go a part of the straight way first, or few would come to what follows it.
  happened: fc
    .tuple(fc.subarray(way), fc.array(anything, { minLength: 5, maxLength: 60 }))
    .map(([steps, rest]) => [arrival, ...steps.map((what) => ({ what, index: 0, seconds: 1 })), ...rest]),
})
