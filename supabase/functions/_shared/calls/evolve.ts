import type { Fact } from "./facts.ts"
import type { Call, Leg, Offer } from "./state.ts"

/** The call after all `facts`, in their order; null for none. Throws when they do not begin with an arrival. */
export function replay(facts: Iterable<Fact>): Call | null {
  let call: Call | null = null
  for (const fact of facts) call = evolve(call, fact)
  return call
}

/** The call after one more fact. Pure; refuses nothing, because a fact has happened. */
export function evolve(call: Call | null, fact: Fact): Call {
  if (fact.kind === "call_arrived") return arrived(fact)
  if (call === null) throw new Error(`A call cannot begin with ${fact.kind}`)
  return { ...call, ...change(call, fact), version: call.version + 1 }
}

type Later = Exclude<Fact, { kind: "call_arrived" }>

function change(call: Call, fact: Later): Partial<Call> {
  switch (fact.kind) {
    case "greeting_started":
      return { phase: "in_flow" }
    case "call_queued":
      return { phase: "queued", queuedAt: fact.at }
    case "offer_announced":
      return { phase: "offering", offers: [...call.offers, announced(fact)] }
    case "offer_acknowledged":
      return offerChange(call, fact.offerId, { state: "acknowledged", acknowledgedAt: fact.at })
    case "offer_rang":
      return offerChange(call, fact.offerId, { state: "ringing", ringingAt: fact.at })
    case "offer_closed": {
      const closed = offerChange(call, fact.offerId, { state: fact.state, decidedAt: fact.at })
      return { ...closed, phase: call.phase === "offering" ? "queued" : call.phase }
    }
    case "customer_sent":
      return customerSent(call, fact)
    case "customer_returned":
      return { customerPlace: "queue", customerMovedAt: fact.at }
    case "customer_joined":
      return { customerPlace: "conference", customerMovedAt: fact.at, conferenceId: fact.conferenceId }
    case "leg_started":
      return { legs: [...call.legs, agentLeg(fact)] }
    case "leg_created":
      return legChange(call, fact.legId, (leg) => ({
        providerLegId: fact.providerLegId,
        state: leg.state === "creating" ? "ringing" : leg.state,
      }))
    case "leg_answered":
      return legChange(call, fact.legId, () => ({ state: "live", answeredAt: fact.at }))
    case "leg_ended":
      return legChange(call, fact.legId, () => ({ state: "ended", endedAt: fact.at, endCause: fact.cause }))
    case "talk_started":
      return {
        phase: "talking",
        answeredAt: call.answeredAt ?? fact.at,
        recording: expected(fact.recordingId),
      }
    case "call_ended":
      return ended(call, fact)
    case "recording_ready":
      return recordingChange(call, { state: "fetching", providerRecordingId: fact.providerRecordingId })
    case "recording_stored":
      return recordingChange(call, { state: "stored" })
    case "recording_failed":
      return recordingChange(call, { state: "failed" })
    default:
      return fact satisfies never
  }
}

function arrived(fact: Extract<Fact, { kind: "call_arrived" }>): Call {
  const { kind: _, at, callId, customerLegId, ...known } = fact
  const customer: Leg = {
    id: customerLegId,
    kind: "customer",
    memberId: null,
    offerId: null,
    providerLegId: fact.providerCallId,
    state: "live",
    startedAt: at,
    answeredAt: at,
    endedAt: null,
    endCause: null,
  }
  return {
    ...known,
    id: callId,
    version: 1,
    phase: "arriving",
    outcome: null,
    reason: null,
    startedAt: at,
    queuedAt: null,
    answeredAt: null,
    endedAt: null,
    customerPlace: "queue",
    customerMovedAt: at,
    conferenceId: null,
    formerConferences: [],
    offers: [],
    legs: [customer],
    recording: null,
  }
}

function announced(fact: Extract<Fact, { kind: "offer_announced" }>): Offer {
  return {
    id: fact.offerId,
    memberId: fact.memberId,
    round: fact.round,
    state: "announced",
    announcedAt: fact.at,
    acknowledgedAt: null,
    ringingAt: null,
    decidedAt: null,
    expiresAt: fact.expiresAt,
    candidates: fact.candidates,
  }
}

function agentLeg(fact: Extract<Fact, { kind: "leg_started" }>): Leg {
  return {
    id: fact.legId,
    kind: "agent",
    memberId: fact.memberId,
    offerId: fact.offerId,
    providerLegId: null,
    state: "creating",
    startedAt: fact.at,
    answeredAt: null,
    endedAt: null,
    endCause: null,
  }
}

function customerSent(call: Call, fact: Extract<Fact, { kind: "customer_sent" }>): Partial<Call> {
  if (fact.to === "conference") return { customerPlace: "to_conference", customerMovedAt: fact.at }
  const left = call.conferenceId === null ? [] : [call.conferenceId]
  return {
    customerPlace: "to_queue",
    customerMovedAt: fact.at,
    conferenceId: null,
    formerConferences: [...call.formerConferences, ...left],
  }
}

function ended(call: Call, fact: Extract<Fact, { kind: "call_ended" }>): Partial<Call> {
  const legs = call.legs.map((leg) =>
    leg.state === "ended"
      ? leg
      : { ...leg, state: "ended" as const, endedAt: fact.at, endCause: "call_ended" },
  )
  return { phase: "ended", outcome: fact.outcome, reason: fact.reason, endedAt: fact.at, legs }
}

function expected(recordingId: string | null): Call["recording"] {
  return recordingId === null ? null : { id: recordingId, state: "expected", providerRecordingId: null }
}

function offerChange(call: Call, offerId: string, fields: Partial<Offer>): Partial<Call> {
  return { offers: call.offers.map((offer) => (offer.id === offerId ? { ...offer, ...fields } : offer)) }
}

function legChange(call: Call, legId: string, fields: (leg: Leg) => Partial<Leg>): Partial<Call> {
  return { legs: call.legs.map((leg) => (leg.id === legId ? { ...leg, ...fields(leg) } : leg)) }
}

function recordingChange(call: Call, fields: Partial<NonNullable<Call["recording"]>>): Partial<Call> {
  return { recording: call.recording === null ? null : { ...call.recording, ...fields } }
}
