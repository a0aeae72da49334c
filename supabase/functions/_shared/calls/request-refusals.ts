import { numberRefusals } from "./dialable.ts"
import type { Verdict } from "./facts.ts"

/** Why somebody cannot be called now. */
const obstacles = [
  "disabled",
  "not_a_phone_user",
  "no_inbox_role",
  "not_signed_in",
  "offline",
  "unreachable",
  "busy",
  "after_call",
] as const satisfies Verdict[]
export type Obstacle = (typeof obstacles)[number]

/** Why nothing of a request in a call is done; each is said in words of its own. */
export const requestRefusals = [
  "not_in_call",
  /** Somebody is being invited already, or the call has as many people as it can. */
  "already_inviting",
  "call_is_full",
  "unknown_target",
  "blocked_number",
  ...numberRefusals,
  /** Why a colleague cannot be called now (F2). */
  ...obstacles,
] as const
export type RequestRefusal = (typeof requestRefusals)[number]
