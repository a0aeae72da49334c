import type { Context } from "../context.ts"
import { type Decision, nothing, Plan } from "../decision.ts"
import type { CallEvent } from "../events.ts"
import { type Call, legOf } from "../state.ts"
import { withoutHold } from "./alone.ts"
import { pauseAsWanted } from "./pausing.ts"

type News<Kind extends CallEvent["kind"]> = Extract<CallEvent, { kind: Kind }>

/** The provider has put the leg on hold, or taken it off. */
export function decideHoldSet(
  call: Call,
  { legId, stayId, isHeld }: News<"hold_set">,
  context: Context,
): Decision {
  const leg = legOf(call, legId)
  if (leg?.state !== "live" || call.stay?.id !== stayId || leg.isHeld === isHeld) return nothing(call)
  const plan = new Plan(call)
  plan.record({ kind: isHeld ? "leg_held" : "leg_released", at: context.now, legId })
  return plan.decision()
}

/** The provider would not. */
export function decideHoldRefused(call: Call, event: News<"hold_refused">, context: Context): Decision {
  const plan = new Plan(call)
  holdRefused(plan, event, context)
  return plan.decision()
}

/**
 * A hold, or its end, that the provider refused and nobody has undone meanwhile: the leg stays as it is, and so does its recording.
 * A customer who is alone hears music elsewhere.
 */
export function holdRefused(
  plan: Plan,
  { legId, stayId, isHeld, error }: Omit<News<"hold_refused">, "kind">,
  context: Context,
): void {
  const leg = legOf(plan.call, legId)
  if (leg?.state !== "live" || plan.call.stay?.id !== stayId) return
  if (leg.isHoldAsked !== isHeld || leg.isHeld === isHeld) return
  plan.record({ kind: "hold_refused", at: context.now, legId, error })
  pauseAsWanted(plan)
  withoutHold(plan, context)
}
