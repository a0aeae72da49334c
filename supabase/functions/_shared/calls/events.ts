import { z } from "zod"
import { supervisionMode } from "./facts.ts"

const id = z.uuid()
const providerId = z.string().min(1).max(64)
const callerText = z.string().max(256)
/** Null where the provider did not name the leg: then its own id finds it. */
const legId = id.nullable()
/** Who sent it, from which app session: only who is signed in to the phone from there counts. */
const sender = { userId: id, sessionId: id.nullish() }

/** Why a leg ended, in our words. */
export const legEndCause = z.enum(["completed", "declined", "unanswered", "failed", "cancelled"])
export type LegEndCause = z.infer<typeof legEndCause>

/** Why an agent's page gives an offer back: passed on by the person, or no microphone to answer with. */
export const declineCause = z.enum(["passed", "microphone"]).default("passed")

/** What the customer's leg asks at: a turn of the waiting loop, the way into the conference, or the closing words. */
export const turnPlace = z.enum(["wait", "join", "goodbye"])

/** `<series>-<turn>`, as this product writes it into its own addresses; the turn stays a safe number. */
const turnStep = z.string().regex(/^[a-z][a-z0-9]{0,15}-[0-9]{1,9}$/)

const colleague = z.object({ memberId: id })
/** A telephone, as it was typed. */
const outside = z.object({ typed: callerText })
const queue = z.object({ queueId: id })

/** Something that may change a call, as it comes in: from the provider, a page, a clock or our own effects. */
export const callEvent = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("inbound_arrived"),
    providerLegId: providerId,
    from: callerText,
    to: callerText,
  }),
  /** An agent calls somebody: what they typed, shown as which of our numbers, and the ticket they did it from. */
  z.object({
    kind: z.literal("dial_asked"),
    phoneNumberId: id,
    typed: callerText,
    ticketId: id.nullable(),
    ...sender,
  }),
  /** The leg of an agent who dials reaches the provider, which says whose softphone it is. */
  z.object({ kind: z.literal("dial_turn"), legId: id, providerLegId: providerId, memberId: id }),
  /** A leg that runs our instructions asks for the next one. */
  z.object({
    kind: z.literal("leg_turn"),
    legId,
    providerLegId: providerId,
    asks: turnPlace,
    step: turnStep,
    /** What was pressed meanwhile. */
    key: z.string().max(8).nullish(),
    /** How long the message is that was recorded, in whole seconds; null where none was. */
    recordedSeconds: z.int().nonnegative().nullish(),
  }),
  z.object({ kind: z.literal("leg_created"), legId: id, providerLegId: providerId }),
  z.object({ kind: z.literal("leg_failed"), legId: id, error: z.string().max(500) }),
  z.object({ kind: z.literal("leg_answered"), legId: id, providerLegId: providerId }),
  /** Of a call nothing else was ever heard of, `from` and `to` say enough to keep it. */
  z.object({
    kind: z.literal("leg_ended"),
    legId,
    providerLegId: providerId,
    cause: legEndCause,
    from: callerText.nullable(),
    to: callerText.nullable(),
  }),
  z.object({
    kind: z.literal("leg_joined"),
    legId: id,
    providerLegId: providerId,
    stayId: id,
    conferenceId: providerId,
  }),
  z.object({
    kind: z.literal("leg_left"),
    legId: id,
    providerLegId: providerId,
    stayId: id,
    conferenceId: providerId,
  }),
  z.object({ kind: z.literal("stay_ended"), callId: id, stayId: id, conferenceId: providerId }),
  /** A sweep missed the heartbeat behind an agent's live leg. */
  z.object({ kind: z.literal("leg_lost"), legId: id }),
  z.object({ kind: z.literal("offer_acknowledged"), offerId: id, ...sender }),
  z.object({ kind: z.literal("ring_seen"), offerId: id, ...sender }),
  z.object({ kind: z.literal("offer_declined"), offerId: id, cause: declineCause.optional(), ...sender }),
  /** A sweep missed the heartbeat or the rights behind an open offer. */
  z.object({ kind: z.literal("offer_lost"), offerId: id }),
  /** The agent's page said goodbye. */
  z.object({ kind: z.literal("page_left"), ...sender }),
  z.object({ kind: z.literal("hang_up_asked"), legId: id, ...sender }),
  /** Somebody in the call (`legId` is their own leg) brings in another: the customer waits with music meanwhile. */
  z.object({ kind: z.literal("consult_asked"), legId: id, target: z.union([colleague, outside]), ...sender }),
  /** They leave the customer to another, or to whoever of a queue is free, without a word with them. */
  z.object({
    kind: z.literal("transfer_asked"),
    legId: id,
    target: z.union([colleague, outside, queue]),
    ...sender,
  }),
  /** Who was invited is not wanted any more, whether their leg exists or not; `legId` is theirs. */
  z.object({ kind: z.literal("cancel_asked"), legId: id, ...sender }),
  /** The one page that could carry own leg's audio does not: it is gone, and the provider has not noticed yet (K2). */
  z.object({ kind: z.literal("audio_lost"), legId: id, ...sender }),
  /** The page of who was lost is there again, and its audio has never stopped. */
  z.object({ kind: z.literal("resume_asked"), legId: id, ...sender }),
  /** Somebody in the call (`legId` is their own leg) puts the customer on hold, or takes them off it (F1). */
  z.object({ kind: z.literal("hold_asked"), legId: id, isHeld: z.boolean(), ...sender }),
  /** What the provider made of it. */
  z.object({ kind: z.literal("hold_set"), legId: id, stayId: id, isHeld: z.boolean() }),
  z.object({
    kind: z.literal("hold_refused"),
    legId: id,
    stayId: id,
    isHeld: z.boolean(),
    error: z.string().max(500),
  }),
  /** Somebody in the call pauses its recording, or lets it go on (D3). */
  z.object({ kind: z.literal("pause_asked"), legId: id, isPaused: z.boolean(), ...sender }),
  z.object({ kind: z.literal("pause_set"), callId: id, stayId: id, isPaused: z.boolean() }),
  z.object({
    kind: z.literal("pause_refused"),
    callId: id,
    stayId: id,
    isPaused: z.boolean(),
    error: z.string().max(500),
  }),
  /** Somebody wants to hear a call, to talk to its agent, or with all in it (S6), or to be there in another way than they are. */
  z.object({
    kind: z.literal("supervise_asked"),
    callId: id,
    mode: supervisionMode,
    /** Whom to whisper to; whoever was there first where it is not said. */
    agentLegId: id.nullish(),
    ...sender,
  }),
  /** What the provider made of another way. */
  z.object({
    kind: z.literal("supervision_set"),
    legId: id,
    mode: supervisionMode,
    coachedLegId: id.nullable(),
  }),
  z.object({
    kind: z.literal("supervision_refused"),
    legId: id,
    mode: supervisionMode,
    coachedLegId: id.nullable(),
    error: z.string().max(500),
  }),
  z.object({ kind: z.literal("deadline_due"), deadlineId: id }),
  /** An effect was tried for the last time. */
  z.object({ kind: z.literal("effect_given_up"), effectId: id }),
  z.object({ kind: z.literal("nudge"), callId: id }),
  z.object({
    kind: z.literal("recording_ready"),
    callId: id,
    stayId: id,
    providerRecordingId: providerId,
    /** In whole seconds, as the provider counts them: those that have begun. */
    seconds: z.int().nonnegative().nullish(),
  }),
  z.object({ kind: z.literal("recording_absent"), callId: id, stayId: id, error: z.string().max(500) }),
  z.object({
    kind: z.literal("recording_stored"),
    callId: id,
    recordingId: id,
    objectName: z.string().min(1).max(300),
    contentType: z.string().min(1).max(100),
    sizeBytes: z.int().positive(),
    durationMs: z.int().nonnegative(),
  }),
  z.object({ kind: z.literal("recording_deleted"), callId: id, recordingId: id }),
])
export type CallEvent = z.infer<typeof callEvent>

/** What the routing function is asked: `key` is taken once (K4); null where the call's state already tells repetitions apart. */
export const routingRequest = z.object({ key: z.string().min(1).max(200).nullable(), event: callEvent })
export type RoutingRequest = z.infer<typeof routingRequest>
