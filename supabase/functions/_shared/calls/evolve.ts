import type { Fact } from "./facts.ts"
import {
  type Call,
  currentRound,
  isSameSupervision,
  type Leg,
  type Offer,
  type Recording,
  type Supervision,
} from "./state.ts"

/** The call after all `facts`, in their order; null for none. Throws when they do not begin with its beginning. */
export function replay(facts: Iterable<Fact>): Call | null {
  let call: Call | null = null
  for (const fact of facts) call = evolve(call, fact)
  return call
}

/** The call after one more fact. Pure; refuses nothing, because a fact has happened. */
export function evolve(call: Call | null, fact: Fact): Call {
  if (fact.kind === "call_began") return began(fact)
  if (call === null) throw new Error(`A call cannot begin with ${fact.kind}`)
  return { ...call, ...change(call, fact), version: call.version + 1 }
}

type Later = Exclude<Fact, { kind: "call_began" }>
type Of<Kind extends Fact["kind"]> = Extract<Fact, { kind: Kind }>

function change(call: Call, fact: Later): Partial<Call> {
  switch (fact.kind) {
    case "flow_moved":
      return moved(call, fact)
    case "voicemail_began": {
      const { stayId, recordingId, at: startedAt } = fact
      const message = {
        id: recordingId,
        stayId,
        state: "expected",
        providerRecordingId: null,
        startedAt,
      } as const
      return { phase: "voicemail", recordings: [...call.recordings, message] }
    }
    case "call_queued":
      return {
        phase: "queued",
        queuedAt: fact.at,
        queueId: fact.queueId ?? call.queueId,
        lost: null,
        firstRound: call.queuedAt === null ? 1 : currentRound(call) + 1,
      }
    case "transfer_began":
      return { phase: "transferring" }
    case "agent_lost":
      return { phase: "agent_lost", lost: { legId: fact.legId, memberId: fact.memberId, at: fact.at } }
    case "talk_resumed":
      return { phase: "talking", lost: null }
    case "offer_announced":
      return { offers: [...call.offers, announced(fact)] }
    case "offer_acknowledged":
      return offerChange(call, fact.offerId, { state: "acknowledged", acknowledgedAt: fact.at })
    case "offer_rang":
      return offerChange(call, fact.offerId, { state: "ringing", ringingAt: fact.at })
    case "offer_closed":
      return offerChange(call, fact.offerId, { state: fact.state, decidedAt: fact.at })
    case "customer_sent":
      return {
        customerPlace: fact.stayId === null ? "to_queue" : "to_conference",
        customerMovedAt: fact.at,
        // Sent once more, because the first time was lost: the conference may have been opened by the agent.
        ...(call.stay?.id === fact.stayId ? {} : inStay(call, stayOf(fact.stayId))),
      }
    case "customer_returned":
      return { customerPlace: "queue", customerMovedAt: fact.at, ...inStay(call, null) }
    case "stay_opened":
      return call.stay?.id === fact.stayId ? { stay: { ...call.stay, conferenceId: fact.conferenceId } } : {}
    case "customer_joined":
      return { customerPlace: "conference", customerMovedAt: fact.at }
    case "leg_started":
      return { legs: [...call.legs, started(call, fact)] }
    case "leg_created":
      return legChange(call, fact.legId, (leg) => ({
        providerLegId: fact.providerLegId,
        state: leg.state === "creating" ? "ringing" : leg.state,
      }))
    case "leg_answered":
      return {
        ...legChange(call, fact.legId, () => ({ state: "live", joinedAt: fact.at })),
        stay: begun(call, fact),
      }
    case "leg_ended":
      return left(call, fact)
    case "hold_asked":
      return legChange(call, fact.legId, () => ({
        isHoldAsked: fact.isHeld,
        heldBy: fact.isHeld ? (fact.byLegId ?? null) : null,
      }))
    case "leg_held":
      return legChange(call, fact.legId, () => ({ isHeld: true }))
    case "leg_released":
      return legChange(call, fact.legId, () => ({ isHeld: false }))
    case "hold_refused":
      return legChange(call, fact.legId, ({ isHeld }) => ({ isHoldAsked: isHeld }))
    case "pause_asked":
      return { isPauseAsked: fact.isPaused }
    case "recording_paused":
      return { isRecordingPaused: true }
    case "recording_resumed":
      return { isRecordingPaused: false }
    case "pause_refused":
      return { isPauseAsked: call.isRecordingPaused }
    case "supervision_asked":
      return legChange(call, fact.legId, () => ({ wanted: supervisionOf(fact) }))
    case "supervision_set":
      return legChange(call, fact.legId, ({ wanted }) => ({
        purpose: fact.mode,
        coachedLegId: fact.coachedLegId,
        wanted: isSameSupervision(wanted, fact) ? null : wanted,
      }))
    case "supervision_refused":
      return legChange(call, fact.legId, () => ({ wanted: null }))
    case "talk_started":
      return {
        phase: "talking",
        flow: null,
        lost: null,
        answeredAt: call.answeredAt ?? fact.at,
        recordings: [...call.recordings, ...expected(call, fact)],
      }
    case "call_ended":
      return ended(call, fact)
    case "recording_ready":
      return recordingChange(call, fact.recordingId, {
        state: "fetching",
        providerRecordingId: fact.providerRecordingId,
      })
    case "recording_stored":
      return recordingChange(call, fact.recordingId, { state: "stored" })
    case "recording_failed":
      return recordingChange(call, fact.recordingId, { state: "failed" })
    case "recording_deleting":
      return recordingChange(call, fact.recordingId, { state: "deleting" })
    case "recording_deleted":
      return recordingChange(call, fact.recordingId, { state: "deleted" })
    case "effect_given_up":
      return {}
    default:
      return fact satisfies never
  }
}

function began(fact: Of<"call_began">): Call {
  const { kind: _, at, callId, ticketId: __, ...known } = fact
  return {
    ...known,
    id: callId,
    version: 1,
    phase: fact.direction === "outbound" ? "dialling" : "in_flow",
    flow: null,
    outcome: null,
    reason: null,
    startedAt: at,
    queuedAt: null,
    answeredAt: null,
    endedAt: null,
    customerPlace: "queue",
    customerMovedAt: at,
    stay: null,
    isPauseAsked: false,
    isRecordingPaused: false,
    lost: null,
    firstRound: 1,
    offers: [],
    legs: [],
    recordings: [],
  }
}

/** Where it stands still is awaited by a name that nothing before had: so what is asked from elsewhere is known (K4). */
function moved(call: Call, { cursor, step }: Of<"flow_moved">): Partial<Call> {
  const flow = { cursor, step, awaits: `f${call.version + 1}-1` }
  const isSpeaking = step.kind === "voicemail" && call.phase === "voicemail"
  return step.kind === "end" || isSpeaking ? { flow } : { flow, phase: "in_flow", lost: null }
}

function announced(fact: Of<"offer_announced">): Offer {
  const { kind: _, at, offerId, ...known } = fact
  return {
    ...known,
    id: offerId,
    state: "announced",
    announcedAt: at,
    acknowledgedAt: null,
    ringingAt: null,
    decidedAt: null,
  }
}

/** Who calls us is connected from the first moment; everybody else is when they answer. */
function started({ stay }: Call, fact: Of<"leg_started">): Leg {
  const { kind: _, at, legId, ...known } = fact
  const isHere = fact.purpose === "caller"
  return {
    ...known,
    id: legId,
    coachedLegId: fact.coachedLegId ?? null,
    stayId: isHere ? null : (stay?.id ?? null),
    wanted: null,
    state: isHere ? "live" : fact.providerLegId === null ? "creating" : "ringing",
    isHeld: false,
    isHoldAsked: false,
    heldBy: null,
    startedAt: at,
    joinedAt: isHere ? at : null,
    leftAt: null,
    leftCause: null,
  }
}

function supervisionOf({ mode, coachedLegId }: Supervision): Supervision {
  return { mode, coachedLegId }
}

const notHeld = { isHeld: false, isHoldAsked: false, heldBy: null }

/** In another stay nobody is on hold and nothing is paused. */
function inStay(call: Call, stay: Call["stay"]): Partial<Call> {
  const legs = call.legs.map((leg) => (leg.isHeld || leg.isHoldAsked ? { ...leg, ...notHeld } : leg))
  return { stay, legs, isPauseAsked: false, isRecordingPaused: false }
}

function stayOf(id: string | null): Call["stay"] {
  return id === null ? null : { id, conferenceId: null, beganAt: null }
}

/** The stay, which begins with the first who answers into it. */
function begun({ stay, legs }: Call, { at, legId }: Of<"leg_answered">): Call["stay"] {
  const isFirst =
    stay !== null && stay.beganAt === null && legs.some((leg) => leg.id === legId && leg.stayId === stay.id)
  return isFirst ? { ...stay, beganAt: at } : stay
}

/** A leg is gone. A conference that all have left before the customer came is over: another begins with the next. */
function left(call: Call, { at, legId, cause }: Of<"leg_ended">): Partial<Call> {
  const changes = legChange(call, legId, () => gone(at, cause))
  const { stay, customerPlace } = call
  const isEmpty =
    customerPlace !== "conference" &&
    !changes.legs?.some((leg) => leg.state === "live" && leg.stayId !== null)
  return stay !== null && isEmpty ? { ...changes, stay: { ...stay, beganAt: null } } : changes
}

function expected({ stay }: Call, { at, stayId, recordingId }: Of<"talk_started">): Recording[] {
  const startedAt = stay?.beganAt ?? at
  return recordingId === null
    ? []
    : [{ id: recordingId, stayId, state: "expected", providerRecordingId: null, startedAt }]
}

function ended(call: Call, { at, outcome, reason }: Of<"call_ended">): Partial<Call> {
  const legs = call.legs.map((leg) => (leg.state === "ended" ? leg : { ...leg, ...gone(at, "call_ended") }))
  return { phase: "ended", outcome, reason, endedAt: at, legs, lost: null }
}

function gone(at: string, cause: string): Partial<Leg> {
  return { state: "ended", leftAt: at, leftCause: cause, ...notHeld, wanted: null }
}

function offerChange(call: Call, offerId: string, fields: Partial<Offer>): Partial<Call> {
  return { offers: call.offers.map((offer) => (offer.id === offerId ? { ...offer, ...fields } : offer)) }
}

function legChange(call: Call, legId: string, fields: (leg: Leg) => Partial<Leg>): Partial<Call> {
  return { legs: call.legs.map((leg) => (leg.id === legId ? { ...leg, ...fields(leg) } : leg)) }
}

function recordingChange(call: Call, recordingId: string, fields: Partial<Recording>): Partial<Call> {
  return { recordings: call.recordings.map((one) => (one.id === recordingId ? { ...one, ...fields } : one)) }
}
