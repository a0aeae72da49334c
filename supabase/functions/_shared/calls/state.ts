import type { Cursor, FlowStep } from "../flows/walk-types.ts"
import type {
  CallOutcome,
  CallReason,
  ClosedOfferState,
  Direction,
  LegPurpose,
  LegRole,
  OfferPurpose,
  RankedCandidate,
  SupervisionMode,
} from "./facts.ts"
import type { Instant } from "./time.ts"

/** Where the customer is; `dialling`: we call them. That somebody is being asked to take the call, or that they are on hold, follows from offers and legs. */
export type CallPhase =
  | "dialling"
  | "in_flow"
  | "queued"
  | "voicemail"
  | "talking"
  /** Alone with music, until whom they are handed to is there. */
  | "transferring"
  /** Alone with music, until who was lost is back. */
  | "agent_lost"
  | "ended"

/** An invitation to one agent. `announced`, `acknowledged` and `ringing` are open. */
export type Offer = {
  id: string
  /** The leg it makes once the agent's page has acknowledged it. */
  legId: string
  purpose: OfferPurpose
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

/** How a supervisor is in a call, and to whose leg they whisper. */
export type Supervision = { mode: SupervisionMode; coachedLegId: string | null }

/** One connection of the call to somebody; its id is its one name, here and at the provider. */
export type Leg = {
  id: string
  role: LegRole
  purpose: LegPurpose
  /** Of an agent or a supervisor. */
  memberId: string | null
  /** Of anybody else, in E.164; null when withheld or not readable. */
  number: string | null
  /** Null until the provider has said it. */
  providerLegId: string | null
  /** The stay it is called into; null of the customer of a call to us, who comes and goes. */
  stayId: string | null
  state: "creating" | "ringing" | "live" | "ended"
  /** Whether it hears hold music, as far as the provider has said. */
  isHeld: boolean
  /** Whether it is to: asked for, and neither undone nor refused. Differs from `isHeld` until the provider has answered. */
  isHoldAsked: boolean
  /** The leg of who wants the hold. */
  heldBy: string | null
  /** Of a supervisor who whispers: to whose leg, as far as the provider has said. */
  coachedLegId: string | null
  /** Of a supervisor: how they want to be there, until the provider has answered. */
  wanted: Supervision | null
  startedAt: Instant
  joinedAt: Instant | null
  leftAt: Instant | null
  leftCause: string | null
}

/**
 * Where the customer's leg is: `queue` runs our waiting loop, `conference` is in the stay's conference, the other
 * two have been told to go there and not been seen there yet.
 */
export type CustomerPlace = "queue" | "to_conference" | "conference" | "to_queue"

/** One stay of the customer in a conference. Its id is the conference's name, which is never used again (twilio.md 3). */
export type Stay = {
  id: string
  conferenceId: string | null
  /** When the conference began, and with it the recording: with the first who is no customer of a call to us. */
  beganAt: Instant | null
}

/** The audio of one stay. */
export type Recording = {
  id: string
  stayId: string
  state: "expected" | "fetching" | "stored" | "failed" | "deleting" | "deleted"
  providerRecordingId: string | null
  startedAt: Instant
}

/** A call as its facts tell it. */
export type Call = {
  id: string
  /** Number of facts so far. */
  version: number
  direction: Direction
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
  isRecorded: boolean
  /** Whether recording goes on when the last agent has left (D1). */
  recordsWithoutAgent: boolean
  /** How many days its recordings are kept; null without limit. */
  recordingDays: number | null
  phase: CallPhase
  /** Where it is in its flow and what its leg does there, which asks with `awaits` once that is done. Null before, and since somebody has talked. */
  flow: { cursor: Cursor; step: FlowStep; awaits: string } | null
  outcome: CallOutcome | null
  reason: CallReason | null
  startedAt: Instant
  queuedAt: Instant | null
  answeredAt: Instant | null
  endedAt: Instant | null
  customerPlace: CustomerPlace
  customerMovedAt: Instant
  /** The stay the customer is in or on the way to. */
  stay: Stay | null
  /** Whether an agent wants nothing to be recorded now; a hold pauses the recording without that. */
  isPauseAsked: boolean
  /** Whether the recording of the present stay is paused, as far as the provider has said. */
  isRecordingPaused: boolean
  /** Who talked last and was lost, while the call is kept for them. */
  lost: { legId: string; memberId: string; at: Instant } | null
  /** The first round of offers since the call began to wait, for the first time or again. */
  firstRound: number
  offers: readonly Offer[]
  legs: readonly Leg[]
  recordings: readonly Recording[]
}

/** Whether nobody has settled `offer` yet. */
export function isOpenOffer(offer: Offer): boolean {
  return offer.state === "announced" || offer.state === "acknowledged" || offer.state === "ringing"
}

/** The call's one open offer. */
export function openOffer(call: Call): Offer | undefined {
  return call.offers.find(isOpenOffer)
}

/** The offer a leg was made for; legs that nobody was invited to have none. */
export function offerOfLeg(call: Call, legId: string): Offer | undefined {
  return call.offers.find((offer) => offer.legId === legId)
}

/** The leg of that id, present or not. */
export function legOf(call: Call, legId: string): Leg | undefined {
  return call.legs.find((leg) => leg.id === legId)
}

/** The newest round of the queue's offers; the first one before it has begun. */
export function currentRound({ offers, firstRound }: Call): number {
  return Math.max(firstRound, offers.findLast(({ purpose }) => purpose === "queue")?.round ?? 1)
}

/** Whether the customer has talked with somebody and has not been sent back to wait: their leaving ends it all. */
export function isConversation({ phase }: Call): boolean {
  return phase === "talking" || phase === "transferring" || phase === "agent_lost"
}

/** Whether the call's flow has a telephone called for it, until somebody talks. */
export function isForwarding({ phase, flow }: Call): boolean {
  return phase === "in_flow" && flow?.step.kind === "dial"
}

/** Whether nobody of ours being there a call is recorded all the same (D1). */
export function isRecordedAlone({ isRecorded, recordsWithoutAgent }: Call): boolean {
  return isRecorded && recordsWithoutAgent
}

/** The recording of the message that is being left. */
export function messageOf({ phase, recordings }: Call): Recording | undefined {
  return phase === "voicemail" ? recordings.at(-1) : undefined
}

/** Whether two ways of supervising are one. */
export function isSameSupervision(one: Supervision | null, other: Supervision): boolean {
  return one !== null && one.mode === other.mode && one.coachedLegId === other.coachedLegId
}
