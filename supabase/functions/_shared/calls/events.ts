import { z } from "zod"

const id = z.uuid()
const providerId = z.string().min(1).max(64)
const callerText = z.string().max(256)

/** Why a leg ended, in our words. `left` means that the person left the conference. */
export const legEndCause = z.enum(["completed", "declined", "unanswered", "failed", "cancelled", "left"])
export type LegEndCause = z.infer<typeof legEndCause>

/** Why an agent's page gives an offer back: passed on by the person, or no microphone to answer with. */
export const declineCause = z.enum(["passed", "microphone"]).default("passed")

/** What the customer's leg asks at: a turn of the waiting loop, the way into the conference, or the closing words. */
export const turnPlace = z.enum(["wait", "join", "goodbye"])

/** `<series>-<turn>`, as this product writes it into its own addresses; the turn stays a safe number. */
const turnStep = z.string().regex(/^[a-z][a-z0-9]{0,15}-[0-9]{1,9}$/)

/** Something that may change a call, as it comes in: from the provider, a page, a clock or our own effects. */
export const callEvent = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("inbound_arrived"),
    providerCallId: providerId,
    from: callerText,
    to: callerText,
  }),
  z.object({
    kind: z.literal("wait_turn"),
    providerCallId: providerId,
    asks: turnPlace,
    step: turnStep,
  }),
  z.object({ kind: z.literal("customer_joined"), callId: id, conferenceId: providerId }),
  /** The customer's leg is over. `from` and `to` let a call be kept of which nothing else was ever heard. */
  z.object({
    kind: z.literal("customer_left"),
    providerCallId: providerId,
    from: callerText.nullable(),
    to: callerText.nullable(),
  }),
  z.object({ kind: z.literal("customer_left_conference"), callId: id, conferenceId: providerId }),
  z.object({ kind: z.literal("conference_ended"), callId: id, conferenceId: providerId }),
  z.object({ kind: z.literal("leg_created"), offerId: id, providerLegId: providerId }),
  z.object({ kind: z.literal("leg_failed"), offerId: id, error: z.string().max(500) }),
  z.object({ kind: z.literal("leg_answered"), offerId: id, providerLegId: providerId }),
  z.object({ kind: z.literal("leg_ended"), offerId: id, providerLegId: providerId, cause: legEndCause }),
  z.object({
    kind: z.literal("agent_joined"),
    offerId: id,
    providerLegId: providerId,
    conferenceId: providerId,
  }),
  /**
   * From the agent's page; `userId` is who sent it, from which app session: only the offered member counts, and only while
   * they are signed in to the phone from there.
   */
  z.object({ kind: z.literal("offer_acknowledged"), offerId: id, userId: id, sessionId: id.nullish() }),
  z.object({ kind: z.literal("ring_seen"), offerId: id, userId: id, sessionId: id.nullish() }),
  z.object({
    kind: z.literal("offer_declined"),
    offerId: id,
    userId: id,
    sessionId: id.nullish(),
    cause: declineCause.optional(),
  }),
  /** The page said goodbye (`userId`), or a sweep missed the heartbeat or the rights behind an offer (`offerId`). */
  z.object({
    kind: z.literal("agent_left"),
    offerId: id.nullable(),
    userId: id.nullable(),
    sessionId: id.nullish(),
  }),
  z.object({ kind: z.literal("hang_up_asked"), callId: id, userId: id, sessionId: id.nullish() }),
  z.object({ kind: z.literal("deadline_due"), deadlineId: id }),
  z.object({ kind: z.literal("nudge"), callId: id }),
  z.object({ kind: z.literal("recording_ready"), callId: id, providerRecordingId: providerId }),
  z.object({
    kind: z.literal("recording_stored"),
    callId: id,
    objectName: z.string().min(1).max(300),
    contentType: z.string().min(1).max(100),
    sizeBytes: z.int().positive(),
    durationMs: z.int().nonnegative(),
  }),
  z.object({ kind: z.literal("recording_failed"), callId: id, error: z.string().max(500) }),
])
export type CallEvent = z.infer<typeof callEvent>

/** What the routing function is asked: `key` is taken once (K4); null where the call's state already tells repetitions apart. */
export const routingRequest = z.object({ key: z.string().min(1).max(200).nullable(), event: callEvent })
export type RoutingRequest = z.infer<typeof routingRequest>
