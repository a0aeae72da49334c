import { z } from "zod"
import { instant } from "../calls/time.ts"
import { speech, telephoneKey } from "./schema.ts"

/** What happens to a call while it is in its flow. Every wait, retry and time-out comes in as one of these. */
export type FlowInput =
  /** The call comes to the flow: `caller` in E.164, null where it cannot be read. */
  | { kind: "began"; caller: string | null; isRecorded: boolean }
  /** What was to be said has been said, or the caller's leg asks once more. */
  | { kind: "asked" }
  | { kind: "key_pressed"; key: string }
  | { kind: "nothing_pressed" }
  /** The queue cannot serve the caller, or not in time. */
  | { kind: "not_served"; reason: "nobody_available" | "nobody_answered" | "queue_full" }
  /** The external number did not answer, or could not be dialled. */
  | { kind: "not_reached" }
  /** Somebody has talked with the caller, and it is over. */
  | { kind: "talked" }
  | { kind: "message_left" }
  | { kind: "no_message" }
  /** The time a call may be in a flow is up. */
  | { kind: "limit" }
  | { kind: "hung_up" }

// What follows is kept with the facts of a call: once released a shape only grows.

/** Why a call left the way its owner hopes for. */
const detour = z.enum([
  "out_of_hours",
  "blocked",
  "nobody_available",
  "nobody_answered",
  "queue_full",
  "left_queue",
  "not_reached",
  "no_choice",
  "limit",
])
export type Detour = z.infer<typeof detour>

/** Why a flow is over: by a detour, or because it has done what it is for. `failed`: it leads nowhere. */
const flowEnd = z.enum([
  ...detour.options,
  "served",
  "talked",
  "message_left",
  "callback_asked",
  "caller_gave_up",
  "failed",
])
export type FlowEnd = z.infer<typeof flowEnd>

/** Where a call is in its flow: all that `walk` needs to go on. */
export const cursor = z.object({
  /** The block it is at; null before its first. */
  block: z.string().nullable(),
  enteredAt: instant,
  /** Since when, and how many inputs and blocks: of the flow, or of its overflow. */
  since: instant,
  steps: z.int().nonnegative(),
  /** How often a menu has been answered with nothing, or nothing that leads anywhere. */
  tries: z.int().nonnegative(),
  caller: z.string().nullable(),
  isRecorded: z.boolean(),
  /** Whether the caller has heard that the call is recorded. */
  isNoticed: z.boolean(),
  /** Whether the call was in the flow for too long and goes where that leads. */
  isOver: z.boolean(),
  /** The newest detour. */
  detour: detour.nullable(),
  /** Why the flow is over, once it is. */
  ended: flowEnd.nullable(),
})
export type Cursor = z.infer<typeof cursor>

const keys = z.array(telephoneKey)

/** What the caller's leg does next. */
export const flowStep = z.discriminatedUnion("kind", [
  /** Says it (`recording_notice`: in the account's language), then asks. */
  z.object({
    kind: z.literal("say"),
    block: z.string(),
    say: z.union([speech, z.literal("recording_notice")]),
  }),
  z.object({
    kind: z.literal("gather"),
    block: z.string(),
    say: z.array(speech),
    waitSeconds: z.int(),
    keys,
  }),
  z.object({
    kind: z.literal("queue"),
    block: z.string(),
    queueId: z.uuid(),
    maxWaitSeconds: z.int().nullable(),
    maxLength: z.int().nullable(),
    saysPosition: z.boolean(),
    musicId: z.uuid().nullable(),
    /** What may be pressed while one waits. */
    keys,
  }),
  z.object({ kind: z.literal("dial"), block: z.string(), number: z.string(), ringSeconds: z.int() }),
  z.object({ kind: z.literal("voicemail"), block: z.string(), greeting: speech, maxSeconds: z.int() }),
  z.object({ kind: z.literal("end"), reason: flowEnd, say: speech.nullable() }),
])
export type FlowStep = z.infer<typeof flowStep>

/** One move: the exit of a block that was taken, and what it led to; `detail` names the holiday that closed it. */
export const move = z.object({
  block: z.string(),
  exit: z.string(),
  to: z.string().nullable(),
  detail: z.string().optional(),
})
export type Move = z.infer<typeof move>

/** What a walk came to. `path` holds the moves since the input, in order. */
export type Walked = { cursor: Cursor; step: FlowStep; path: Move[] }
