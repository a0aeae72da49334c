import type { Decision } from "../../supabase/functions/_shared/calls/decision.ts"
import type { Call } from "../../supabase/functions/_shared/calls/state.ts"
import type { Instant } from "../../supabase/functions/_shared/calls/time.ts"
import { type Append, appendOf } from "../../supabase/functions/routing/append.ts"

/** What a person does after a call, as the page would have the database do it. */
export type Deed =
  | { does: "record_memo"; subject: string; body: string; status: "open" | "on_hold" | "done" | "no_action" }
  | { does: "label"; labelId: string }
  | { does: "name_ticket"; subject: string }
  | { does: "settle_ticket" }
  | { does: "handle_missed" }

/** One thing that is to be written, in the order of time. */
export type Told =
  | { at: Instant; append: Append }
  | { at: Instant; callId: string; memberId: string; deed: Deed }

/** One decision out of two that follow each other. */
export function joined(first: Decision | null, then: Decision): Decision {
  if (first === null) return then
  return { ...then, facts: [...first.facts, ...then.facts], work: [...first.work, ...then.work] }
}

/** What is to be written of a decision that lies in the past: provider and clock have done their parts of it. */
export function appendTold(before: Call | null, decision: Decision): Append {
  const past = { ...decision, superseded: [] }
  return appendOf(null, before, past, { effects: [], deadlines: [] }, { deadline: null, effect: null }, null)
}
