import type { Instant } from "../calls/time.ts"
import type { Speech, TelephoneKey } from "./schema.ts"

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

/** Why a call left the way its owner hopes for. */
export type Detour =
  | "out_of_hours"
  | "blocked"
  | "nobody_available"
  | "nobody_answered"
  | "queue_full"
  | "left_queue"
  | "not_reached"
  | "no_choice"
  | "limit"

/** Why a flow is over: by a detour, or because it has done what it is for. `failed`: it leads nowhere. */
export type FlowEnd =
  | Detour
  | "served"
  | "talked"
  | "message_left"
  | "callback_asked"
  | "caller_gave_up"
  | "failed"

/** Where a call is in its flow: all that `walk` needs to go on, as it is kept with the call. */
export type Cursor = {
  /** The block it is at; null before its first. */
  block: string | null
  enteredAt: Instant
  /** Since when, and how many inputs and blocks: of the flow, or of its overflow. */
  since: Instant
  steps: number
  /** How often a menu has been answered with nothing, or nothing that leads anywhere. */
  tries: number
  caller: string | null
  isRecorded: boolean
  /** Whether the caller has heard that the call is recorded. */
  isNoticed: boolean
  /** Whether the call was in the flow for too long and goes where that leads. */
  isOver: boolean
  /** The newest detour. */
  detour: Detour | null
  /** Why the flow is over, once it is. */
  ended: FlowEnd | null
}

/** What the caller's leg does next. */
export type FlowStep =
  /** Says it (`recording_notice`: in the account's language), then asks. */
  | { kind: "say"; block: string; say: Speech | "recording_notice" }
  | { kind: "gather"; block: string; say: Speech[]; waitSeconds: number; keys: TelephoneKey[] }
  | {
      kind: "queue"
      block: string
      queueId: string
      maxWaitSeconds: number | null
      maxLength: number | null
      saysPosition: boolean
      musicId: string | null
      /** What may be pressed while one waits. */
      keys: TelephoneKey[]
    }
  | { kind: "dial"; block: string; number: string; ringSeconds: number }
  | { kind: "voicemail"; block: string; greeting: Speech; maxSeconds: number }
  | { kind: "end"; reason: FlowEnd; say: Speech | null }

/** One move: the exit of a block that was taken, and what it led to; `detail` names the holiday that closed it. */
export type Move = { block: string; exit: string; to: string | null; detail?: string }

/** What a walk came to. `path` holds the moves since the input, in order. */
export type Walked = { cursor: Cursor; step: FlowStep; path: Move[] }
