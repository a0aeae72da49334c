import type { numberRefusals } from "../calls/dialable.ts"

/** What is wrong with one block, or with the whole version (`block` null). Faults of `error` keep a version from being published. */
export type Fault = { block: string | null; severity: "error" | "warning" } & FaultKind

type FaultKind =
  /** It is not written as a flow is: `path` says where, as zod tells it. */
  | { fault: "malformed"; path: string; message: string }
  | { fault: "same_id" }
  /** `exit`: of the block, or `start` and `overflow` of the version. It leads nowhere, or to a block that is not there. */
  | { fault: "missing_target"; exit: string }
  | { fault: "unreachable" }
  /** No way from it ends the call. */
  | { fault: "no_end" }
  /** A caller who does nothing comes back to it again and again. */
  | { fault: "endless_loop" }
  /** What the limit leads to must end by itself: nobody waits or chooses there. */
  | { fault: "overflow_waits" }
  | { fault: "same_key"; key: string }
  | { fault: "no_keys" }
  | { fault: "same_day"; day: string }
  | { fault: "voicemail_locked" }
  | { fault: "unknown_queue" }
  /** Nobody of the queue can ever be offered a call of this inbox. */
  | { fault: "nobody_in_queue"; inbox: string }
  /** E7: these would be passed over, for lack of rights in the inbox where the memo is made. */
  | { fault: "agents_without_role"; inbox: string; agents: string[] }
  /** `shown`: our number the call would come from (A5, A7, A14). */
  | { fault: "not_dialable"; reason: (typeof numberRefusals)[number]; shown: string | null }
  | { fault: "unknown_audio"; audioId: string }

/** A fault that keeps the version from being published. */
export function error(block: string | null, kind: FaultKind): Fault {
  return { block, severity: "error", ...kind }
}

/** Something its owner should know. */
export function warning(block: string | null, kind: FaultKind): Fault {
  return { block, severity: "warning", ...kind }
}
