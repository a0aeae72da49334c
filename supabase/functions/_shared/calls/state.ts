import type { CallOutcome, CallReason, ClosedOfferState, RankedCandidate } from "./facts.ts"
import type { Instant } from "./time.ts"

export type CallPhase = "arriving" | "in_flow" | "queued" | "offering" | "talking" | "ended"

/** One agent asked to take the call. `announced`, `acknowledged` and `ringing` are open. */
export type Offer = {
  id: string
  memberId: string
  /** Each agent is asked once a round. */
  round: number
  state: "announced" | "acknowledged" | "ringing" | ClosedOfferState
  announcedAt: Instant
  acknowledgedAt: Instant | null
  ringingAt: Instant | null
  decidedAt: Instant | null
  expiresAt: Instant
  candidates: readonly RankedCandidate[]
}

export type Leg = {
  id: string
  kind: "customer" | "agent"
  memberId: string | null
  offerId: string | null
  /** Null until the provider has said it. */
  providerLegId: string | null
  state: "creating" | "ringing" | "live" | "ended"
  startedAt: Instant
  answeredAt: Instant | null
  endedAt: Instant | null
  endCause: string | null
}

/**
 * Where the customer's leg is: `queue` runs our waiting loop, `conference` is in the call's conference, the other
 * two have been told to go there and not been seen there yet.
 */
export type CustomerPlace = "queue" | "to_conference" | "conference" | "to_queue"

/** A call as its facts tell it. */
export type Call = {
  id: string
  /** Number of facts so far. */
  version: number
  accountId: string
  inboxId: string
  phoneNumberId: string
  flowVersionId: string | null
  queueId: string | null
  contactId: string | null
  /** Null when the caller withheld it, or gave none that can be read: then `customerText` is what came. */
  customerNumber: string | null
  customerText: string | null
  contractNumber: string
  providerCallId: string
  isRecorded: boolean
  phase: CallPhase
  outcome: CallOutcome | null
  reason: CallReason | null
  startedAt: Instant
  queuedAt: Instant | null
  answeredAt: Instant | null
  endedAt: Instant | null
  customerPlace: CustomerPlace
  customerMovedAt: Instant
  conferenceId: string | null
  /** Conferences the customer has left, none of which they enter again: late news of them is no news. */
  formerConferences: readonly string[]
  offers: readonly Offer[]
  legs: readonly Leg[]
  recording: {
    id: string
    state: "expected" | "fetching" | "stored" | "failed"
    providerRecordingId: string | null
  } | null
}

/** Whether nobody has settled `offer` yet. */
export function isOpenOffer(offer: Offer): boolean {
  return offer.state === "announced" || offer.state === "acknowledged" || offer.state === "ringing"
}

/** The call's one open offer. */
export function openOffer(call: Call): Offer | undefined {
  return call.offers.find(isOpenOffer)
}

/** The leg made for `offerId`, ended or not. */
export function legOfOffer(call: Call, offerId: string): Leg | undefined {
  return call.legs.find((leg) => leg.offerId === offerId)
}

/** The agents' legs that still exist. */
export function liveAgentLegs(call: Call): Leg[] {
  return call.legs.filter((leg) => leg.kind === "agent" && leg.state !== "ended")
}

/** The newest round of offers; 1 before the first. */
export function currentRound(call: Call): number {
  return call.offers.at(-1)?.round ?? 1
}
