import { z } from "zod"
import { cursor, flowStep, move } from "../flows/walk-types.ts"
import { callOutcomes, callReasons, directions } from "./outcomes.ts"
import { instant } from "./time.ts"

// What is stored in call_events: `kind`, `at` as occurred_at, everything else as payload. Once released a shape only grows.

const id = z.uuid()

export const callReason = z.enum(callReasons)
export type CallReason = z.infer<typeof callReason>

/** Who began the call: the customer, or one of our agents. */
export const direction = z.enum(directions)
export type Direction = z.infer<typeof direction>

export const legRole = z.enum(["customer", "agent", "outside", "supervisor"])
export type LegRole = z.infer<typeof legRole>

/** What a leg is there for. `caller` and `dial` (who dials, and who is dialled) begin a call; a supervisor listens, whispers or barges in. */
export const legPurpose = z.enum([
  "caller",
  "dial",
  "answer",
  "consult",
  "transfer",
  "resume",
  "listen",
  "whisper",
  "barge",
])
export type LegPurpose = z.infer<typeof legPurpose>

/** How a supervisor is in a call: nobody hears them, one agent does, or everybody (S6). */
export const supervisionMode = legPurpose.extract(["listen", "whisper", "barge"])
export type SupervisionMode = z.infer<typeof supervisionMode>

/** Why somebody is invited: the call waits in a queue, a colleague is consulted, or the agent who was lost may resume. */
export const offerPurpose = z.enum(["queue", "consult", "resume"])
export type OfferPurpose = z.infer<typeof offerPurpose>

/** `unreached`: we called, and nobody came to talk. `served`: the flow has said all the caller wanted. */
export const callOutcome = z.enum(callOutcomes)
export type CallOutcome = z.infer<typeof callOutcome>

/** How an offer ended. */
export const closedOfferState = z.enum([
  "accepted",
  "declined",
  "lapsed",
  "unacknowledged",
  "not_ringing",
  "agent_left",
  "withdrawn",
  "rights_lost",
  "failed",
])
export type ClosedOfferState = z.infer<typeof closedOfferState>

/** K5: one agent of the queue and why they were or were not chosen, as stored with the offer. */
export const verdict = z.enum([
  "chosen",
  "later",
  "older_call_first",
  "already_tried",
  "busy",
  "after_call",
  "unreachable",
  "offline",
  "not_signed_in",
  "no_inbox_role",
  "not_a_phone_user",
  "disabled",
])
export type Verdict = z.infer<typeof verdict>
const rankedCandidate = z.object({ member_id: id, name: z.string(), verdict })
export type RankedCandidate = z.infer<typeof rankedCandidate>

export const fact = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("call_began"),
    at: instant,
    callId: id,
    direction,
    accountId: id,
    inboxId: id,
    phoneNumberId: id,
    flowVersionId: id.nullable(),
    queueId: id.nullable(),
    contactId: id.nullable(),
    customerNumber: z.string().nullable(),
    /** What the provider gave when it was no number that can be read. */
    customerText: z.string().nullable(),
    contractNumber: z.string(),
    isRecorded: z.boolean(),
    /** As the number said when the call began, like `isRecorded`: a later change of its settings is one of later calls. */
    recordsWithoutAgent: z.boolean(),
    recordingDays: z.int().positive().nullable(),
    /** The ticket an outbound call was dialled from. */
    ticketId: id.nullish(),
  }),
  /** The call has moved in its flow (K1): what happened is in its path, and what its leg does next is the step. */
  z.object({ kind: z.literal("flow_moved"), at: instant, cursor, step: flowStep, path: z.array(move) }),
  /** The caller is asked to leave a message, whose audio is awaited from before the greeting (J3). */
  z.object({ kind: z.literal("voicemail_began"), at: instant, stayId: id, recordingId: id }),
  /** The customer waits for whoever of a queue is free; `queueId` where it is not the one the call came to. */
  z.object({ kind: z.literal("call_queued"), at: instant, queueId: id.nullish() }),
  /** Who talked has left the customer to whom they invited: until those are there, the customer waits with music. */
  z.object({ kind: z.literal("transfer_began"), at: instant }),
  /** Who talked is gone without having meant to, and nobody else is there (K2). */
  z.object({ kind: z.literal("agent_lost"), at: instant, legId: id, memberId: id }),
  /** Somebody is there for the customer again. */
  z.object({ kind: z.literal("talk_resumed"), at: instant }),
  z.object({
    kind: z.literal("offer_announced"),
    at: instant,
    offerId: id,
    legId: id,
    purpose: offerPurpose,
    memberId: id,
    round: z.int().positive(),
    expiresAt: instant,
    candidates: z.array(rankedCandidate),
  }),
  z.object({ kind: z.literal("offer_acknowledged"), at: instant, offerId: id }),
  z.object({ kind: z.literal("offer_rang"), at: instant, offerId: id }),
  z.object({ kind: z.literal("offer_closed"), at: instant, offerId: id, state: closedOfferState }),
  /** The customer's leg is told to go into the conference of a stay, or will be dialled into it, or goes back to the queue (`stayId` null). */
  z.object({ kind: z.literal("customer_sent"), at: instant, stayId: id.nullable() }),
  z.object({ kind: z.literal("customer_returned"), at: instant }),
  z.object({ kind: z.literal("stay_opened"), at: instant, stayId: id, conferenceId: z.string() }),
  z.object({ kind: z.literal("customer_joined"), at: instant, stayId: id }),
  z.object({
    kind: z.literal("leg_started"),
    at: instant,
    legId: id,
    role: legRole,
    purpose: legPurpose,
    memberId: id.nullable(),
    number: z.string().nullable(),
    /** Known at once of a leg that came to us. */
    providerLegId: z.string().nullable(),
    /** The agent's leg whom a supervisor whispers to. */
    coachedLegId: id.nullish(),
  }),
  z.object({ kind: z.literal("leg_created"), at: instant, legId: id, providerLegId: z.string() }),
  z.object({ kind: z.literal("leg_answered"), at: instant, legId: id }),
  z.object({ kind: z.literal("leg_ended"), at: instant, legId: id, cause: z.string() }),
  /** Somebody in the call wants a leg to hear hold music, or not any more (F1). */
  z.object({
    kind: z.literal("hold_asked"),
    at: instant,
    legId: id,
    isHeld: z.boolean(),
    /** The leg of whoever wants it; null when nobody in person does. */
    byLegId: id.nullish(),
  }),
  /** The provider has done so. */
  z.object({ kind: z.literal("leg_held"), at: instant, legId: id }),
  z.object({ kind: z.literal("leg_released"), at: instant, legId: id }),
  /** It would not: the leg is as it was. */
  z.object({ kind: z.literal("hold_refused"), at: instant, legId: id, error: z.string() }),
  /** Somebody in the call wants nothing of what follows to be recorded, or everything again (D3). */
  z.object({ kind: z.literal("pause_asked"), at: instant, isPaused: z.boolean() }),
  z.object({ kind: z.literal("recording_paused"), at: instant, stayId: id }),
  z.object({ kind: z.literal("recording_resumed"), at: instant, stayId: id }),
  z.object({ kind: z.literal("pause_refused"), at: instant, stayId: id, error: z.string() }),
  /** A supervisor who is in the call wants to be there in another way. */
  z.object({
    kind: z.literal("supervision_asked"),
    at: instant,
    legId: id,
    mode: supervisionMode,
    coachedLegId: id.nullable(),
  }),
  /** The provider has done so. */
  z.object({
    kind: z.literal("supervision_set"),
    at: instant,
    legId: id,
    mode: supervisionMode,
    coachedLegId: id.nullable(),
  }),
  /** It would not: they are there as before. */
  z.object({ kind: z.literal("supervision_refused"), at: instant, legId: id, error: z.string() }),
  z.object({ kind: z.literal("talk_started"), at: instant, stayId: id, recordingId: id.nullable() }),
  z.object({
    kind: z.literal("call_ended"),
    at: instant,
    outcome: callOutcome,
    reason: callReason.nullable(),
  }),
  z.object({
    kind: z.literal("recording_ready"),
    at: instant,
    recordingId: id,
    providerRecordingId: z.string(),
  }),
  z.object({ kind: z.literal("recording_stored"), at: instant, recordingId: id }),
  /** Its time is over, or somebody wants it gone: nobody plays it any more. */
  z.object({ kind: z.literal("recording_deleting"), at: instant, recordingId: id }),
  /** It is nowhere any more. */
  z.object({ kind: z.literal("recording_deleted"), at: instant, recordingId: id }),
  z.object({ kind: z.literal("recording_failed"), at: instant, recordingId: id, error: z.string() }),
  /** The provider was asked for the last time and did not do it; kept for whoever looks into the call. */
  z.object({
    kind: z.literal("effect_given_up"),
    at: instant,
    effect: z.string(),
    target: z.string(),
    error: z.string(),
  }),
])

/** Something that has happened to a call, for good. */
export type Fact = z.infer<typeof fact>
