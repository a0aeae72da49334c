import { z } from "zod"
import { supervisionMode } from "./facts.ts"

// What the provider, the storage or an operator still has to be told. Written with the decision that wants it, read back
// before it is carried out.

const id = z.uuid()
const providerId = z.string().min(1).max(64)

export const effect = z.discriminatedUnion("kind", [
  /** Sends a leg that runs our instructions to another of them. */
  z.object({
    kind: z.literal("redirect_leg"),
    legId: id,
    providerLegId: providerId,
    to: z.enum(["wait", "join", "goodbye"]),
    step: z.string().max(40),
  }),
  /**
   * Rings an agent into the conference of a stay, by its name; whoever comes first makes it (twilio.md 3). With `supervision` a
   * supervisor, who comes to one that is there, and is heard by nobody, by the leg they coach, or by all.
   */
  z.object({
    kind: z.literal("create_leg"),
    legId: id,
    callId: id,
    memberId: id,
    stayId: id,
    contractNumber: z.string(),
    isRecorded: z.boolean(),
    timeoutSeconds: z.int().positive(),
    supervision: z.object({ mode: supervisionMode, coachedProviderLegId: providerId.nullable() }).optional(),
  }),
  /** Has a supervisor who is in a conference heard by nobody, by the leg they coach, or by all. */
  z.object({
    kind: z.literal("supervise_leg"),
    legId: id,
    providerLegId: providerId,
    stayId: id,
    conferenceId: providerId.nullable(),
    mode: supervisionMode,
    coachedLegId: id.nullable(),
    coachedProviderLegId: providerId.nullable(),
  }),
  /** Dials a telephone into the conference of a stay; it sees our number and never a customer's (G2). */
  z.object({
    kind: z.literal("dial_leg"),
    legId: id,
    callId: id,
    stayId: id,
    number: z.string(),
    contractNumber: z.string(),
    isRecorded: z.boolean(),
    timeoutSeconds: z.int().positive(),
  }),
  /** Hangs a leg up; one whose name at the provider is not known is looked for. */
  z.object({
    kind: z.literal("end_leg"),
    legId: id,
    providerLegId: providerId.nullable(),
    memberId: id.nullable(),
    stayId: id.nullable(),
  }),
  /** From now on that leg's leaving ends the conference. */
  z.object({
    kind: z.literal("end_on_exit"),
    legId: id,
    providerLegId: providerId,
    conferenceId: providerId,
  }),
  /** Has a leg in the conference of a stay hear hold music, or the conference again; the id is looked for by the name where it is null. */
  z.object({
    kind: z.literal("hold_leg"),
    legId: id,
    providerLegId: providerId,
    stayId: id,
    conferenceId: providerId.nullable(),
    isHeld: z.boolean(),
  }),
  /** Has the recording of a stay hear silence, or the conference again. */
  z.object({
    kind: z.literal("pause_recording"),
    callId: id,
    stayId: id,
    conferenceId: providerId.nullable(),
    isPaused: z.boolean(),
  }),
  /** Closes the conference of a stay; one whose id at the provider is not known is looked for by its name. */
  z.object({ kind: z.literal("end_stay"), stayId: id, conferenceId: providerId.nullable() }),
  /** Asks whether a leg still exists, now and again, because callbacks may be lost. */
  z.object({
    kind: z.literal("check_leg"),
    legId: id,
    providerLegId: providerId,
    /** How long, in ms, until it is asked again; null asks once. */
    everyMs: z.int().positive().nullable(),
    /** Whether its answer is news as well. */
    awaitsAnswer: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal("fetch_recording"),
    callId: id,
    recordingId: id,
    providerRecordingId: providerId,
    objectName: z.string().max(300),
  }),
  z.object({
    kind: z.literal("delete_provider_recording"),
    recordingId: id,
    providerRecordingId: providerId,
  }),
  /** Deletes our copy of a recording, and the provider's where it still has one. */
  z.object({
    kind: z.literal("delete_recording"),
    callId: id,
    recordingId: id,
    objectName: z.string().max(300),
    providerRecordingId: providerId.nullable(),
  }),
  /** For whoever operates the product. */
  z.object({
    kind: z.literal("raise_alarm"),
    alarm: z.enum(["recording_overdue", "recording_failed", "recording_not_deleted", "provider_refused"]),
    detail: z.string().max(1000),
  }),
])
export type Effect = z.infer<typeof effect>
export type EffectKind = Effect["kind"]

/** What an effect is about: a newer one of the same kind and target takes the place of an older one. */
export function targetOf(effect: Effect): string {
  switch (effect.kind) {
    case "redirect_leg":
    case "create_leg":
    case "dial_leg":
    case "end_leg":
    case "end_on_exit":
    case "hold_leg":
    case "supervise_leg":
    case "check_leg":
      return effect.legId
    case "pause_recording":
    case "end_stay":
      return effect.stayId
    case "fetch_recording":
    case "delete_provider_recording":
    case "delete_recording":
      return effect.recordingId
    case "raise_alarm":
      return `${effect.alarm}: ${effect.detail}`.slice(0, 200)
    default:
      return effect satisfies never
  }
}

/**
 * The lane of an effect: those of one lane run one after the other, lanes side by side. What is asked about a leg again and
 * again has a lane of its own, so that nothing waits for the next asking.
 */
export function laneOf(effect: Effect): string {
  switch (effect.kind) {
    case "check_leg":
      return `check ${effect.legId}`
    case "raise_alarm":
      return "alarms"
    // In their order: nothing of the music may be recorded (D3).
    case "hold_leg":
    case "pause_recording":
    case "end_stay":
      return `stay ${effect.stayId}`
    case "fetch_recording":
    case "delete_provider_recording":
    // After a fetching that is under way: what it keeps is deleted as well.
    case "delete_recording":
      return `recording ${effect.recordingId}`
    default:
      return `leg ${effect.legId}`
  }
}

/** How long a try may take, in ms, and how often an effect is tried until it is given up. */
type Limits = { timeoutMs: number; tries: number }

/**
 * Somebody waits on the line: a request to the provider has 5 s (`lib/twilio/client.ts`), and what a process that died had
 * taken must be somebody else's before an offer of 20 s is over.
 */
const ofProvider: Limits = { timeoutMs: 6_000, tries: 8 }
/** The longest recording of a call takes minutes to come over a slow line. */
const ofRecordings: Limits = { timeoutMs: 5 * 60_000, tries: 8 }

const limits: Record<EffectKind, Limits> = {
  redirect_leg: ofProvider,
  // A caller waits: after this many failures the next agent is asked.
  create_leg: { ...ofProvider, tries: 3 },
  // An agent listens to silence meanwhile.
  dial_leg: { ...ofProvider, tries: 3 },
  end_leg: ofProvider,
  end_on_exit: ofProvider,
  // Somebody waits for the music, and whoever asked looks at the button.
  hold_leg: { ...ofProvider, tries: 3 },
  pause_recording: { ...ofProvider, tries: 3 },
  supervise_leg: { ...ofProvider, tries: 3 },
  end_stay: ofProvider,
  check_leg: { ...ofProvider, tries: 60 },
  fetch_recording: ofRecordings,
  delete_provider_recording: ofProvider,
  delete_recording: { timeoutMs: 30_000, tries: 20 },
  raise_alarm: { timeoutMs: 10_000, tries: 8 },
}

/** How long one try of such an effect may take, in ms, and how many tries it has. */
export function limitsOf(kind: EffectKind): Limits {
  return limits[kind]
}

/** Between the end of a try and the earliest moment anybody else may begin one. */
const leaseMarginMs = 2_000

/** How long, in ms, an effect belongs to whoever took it: longer than a try may take, or two would carry it out at once. */
export function leaseMsOf(kind: EffectKind): number {
  return limits[kind].timeoutMs + leaseMarginMs
}
