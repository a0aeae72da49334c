import type { AfterCall, CallFacts, LiveCall, Offer, OwnCalls, OwnSupervision } from "@/lib/phone/schema"
import type { CallReason } from "@/supabase/functions/_shared/calls/facts"
import { carried } from "./audio-leg/leg-ends"
import { type Conversation, conversationOf } from "./conversation"
import type { AudioLeg, CarriedLeg } from "./model"

/** What the page shows the phone to be at. Moments are the database's, in ms since 1970. `elsewhere`: the audio is not this page's. */
export type Stage =
  | { name: "idle" }
  | { name: "offered"; offer: Offer }
  | { name: "ringing"; offer: Offer; seenAt: number; ringingAt: number }
  | { name: "connecting"; offer: Offer; since: number }
  /** Own call lost its audio, and the customer waits with music until the offer ends (K2). `isReturning`: somebody has pressed. */
  | { name: "interrupted"; offer: Offer; isReturning: boolean }
  /** We call them. `isConnected`: own line stands, and their ringing is heard. */
  | { name: "dialling"; legId: string; facts: CallFacts; since: number; isConnected: boolean }
  /** `isLost`: own audio is being connected anew. `conversation`: null until the database has named the call. */
  | {
      name: "talking"
      legId: string
      facts: CallFacts
      since: number
      isMuted: boolean
      isLost: boolean
      conversation: Conversation | null
    }
  /** `until`: null until the database has said that the call is over. `reason`: why nobody talked, as far as it is known. */
  | {
      name: "after_call"
      callId: string | null
      facts: CallFacts | null
      talkedFor: number
      endedAt: number
      until: number | null
      reason: CallReason | null
    }
  /** `conversation`: null while it rings. */
  /** In a call of others (S6). `isHere`: with this page's audio. */
  | { name: "supervising"; legId: string; facts: CallFacts; supervision: OwnSupervision; isHere: boolean }
  | { name: "elsewhere"; legId: string; facts: CallFacts; conversation: Conversation | null }

/** What the database says of own phone, as far as the stage follows from it. */
export type Said = { calls: OwnCalls; afterCall: AfterCall | null }

/** Own phone as the database said it, in its versions. */
export type OwnPhone = Said & { version: number }

/** Which of two words of the database counts: one that is older than what is known, however late it comes, says nothing. */
export function laterOf(known: OwnPhone, said: OwnPhone): OwnPhone {
  return said.version < known.version ? known : said
}

/** What is shown at `now`: the database's word of the call, and own audio. Nothing else is known, and nothing is remembered. */
export function stageOf({ calls, afterCall }: Said, leg: AudioLeg, isLeader: boolean, now: number): Stage {
  const { offer, call } = calls
  const ours = carried(leg)
  if (ours) return inCall(ours, call)
  if (leg.name === "supervising") {
    const { legId, facts, supervision } = leg
    return { name: "supervising", legId, facts, supervision, isHere: true }
  }
  if (leg.name === "ringing" && leg.offer) {
    return { name: "ringing", offer: leg.offer, seenAt: leg.seenAt, ringingAt: leg.ringingAt }
  }
  if (leg.name === "offered") return { name: "offered", offer: leg.offer }
  if (leg.name === "returning") return { name: "interrupted", offer: leg.offer, isReturning: true }
  const done = leg.name === "off" ? leg.done : null
  // While another tab has the line, a leg that is there still is that tab's to speak for.
  const isWaitedFor =
    offer?.purpose === "resume" && offer.legId !== done?.legId && (isLeader || call === null)
  if (isWaitedFor) return { name: "interrupted", offer, isReturning: offer.state !== "announced" }
  const isEnding = done !== null && (call?.legId === done.legId || offer?.legId === done.legId)
  if (isEnding && done.wasCarried) {
    const facts = call?.facts ?? done.facts
    const callId = facts?.callId ?? null
    return {
      name: "after_call",
      callId,
      facts,
      talkedFor: 0,
      endedAt: done.endedAt,
      until: null,
      reason: null,
    }
  }
  if (call && !isEnding) {
    return { name: "elsewhere", legId: call.legId, facts: call.facts, conversation: conversationOf(call) }
  }
  // On the way there it is this page's only once it rings; what has been ended here is not shown again.
  const { supervision } = calls
  if (supervision && supervision.legId !== done?.legId) {
    const { legId, facts } = supervision
    return { name: "supervising", legId, facts, supervision, isHere: false }
  }
  if (offer && !isLeader) {
    return { name: "elsewhere", legId: offer.legId, facts: offer.facts, conversation: null }
  }
  if (afterCall && afterCall.until > now) {
    return { name: "after_call", ...afterCall, endedAt: afterCall.endedAt ?? done?.endedAt ?? now }
  }
  return { name: "idle" }
}

function inCall(leg: CarriedLeg, known: LiveCall | null): Stage {
  const { legId, since } = leg
  const call = known?.legId === legId ? known : null
  const facts = call?.facts ?? leg.facts
  if (leg.name === "connecting") return { name: "connecting", offer: leg.offer, since }
  if (leg.name === "dialling") return { name: "dialling", legId, facts, since, isConnected: false }
  if (leg.isOwn && (call === null || call.isDialling)) {
    return { name: "dialling", legId, facts, since, isConnected: true }
  }
  return {
    name: "talking",
    legId,
    facts,
    since: call?.answeredAt ?? since,
    isMuted: leg.isMuted,
    isLost: leg.name === "lost",
    conversation: call && conversationOf(call),
  }
}
