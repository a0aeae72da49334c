import type { Context } from "../context.ts"
import { type Decision, nothing, Plan } from "../decision.ts"
import type { CallEvent } from "../events.ts"
import { customerLeg } from "../parties.ts"
import { type Call, legOf } from "../state.ts"
import { pauseAsWanted } from "./pausing.ts"
import { isOwnTalk, refuse } from "./requests.ts"

type News<Kind extends CallEvent["kind"]> = Extract<CallEvent, { kind: Kind }>

/** An agent who talks puts the customer on hold, or takes them off it; asked twice, nothing more is done (F1). */
export function decideHold(call: Call, { legId, isHeld }: News<"hold_asked">, context: Context): Decision {
  if (!isOwnTalk(call, legId, context)) return refuse(call, "not_in_call")
  const plan = new Plan(call)
  plan.instruction = { kind: "accepted" }
  setHold(plan, isHeld, context)
  return plan.decision()
}

/**
 * Has the customer hear hold music, or the others again. Nothing of the music is recorded: the recording pauses before, and goes
 * on after (twilio.md 10). What is still under way the other way is taken back, or followed by this in its lane.
 */
export function setHold(plan: Plan, isHeld: boolean, context: Context): void {
  const customer = customerLeg(plan.call)
  const { stay } = plan.call
  if (customer?.state !== "live" || customer.providerLegId === null || stay === null) return
  if (customer.isHoldAsked === isHeld) return
  const { id: legId, providerLegId } = customer
  plan.record({ kind: "hold_asked", at: context.now, legId, isHeld })
  if (isHeld) pauseAsWanted(plan)
  const { id: stayId, conferenceId } = stay
  plan.add({ kind: "hold_leg", legId, providerLegId, stayId, conferenceId, isHeld })
  if (!isHeld) pauseAsWanted(plan)
}

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

/** A hold, or its end, that the provider refused and nobody has undone meanwhile: the leg stays as it is, and so does its recording. */
export function holdRefused(
  plan: Plan,
  { legId, stayId, isHeld, error }: Omit<News<"hold_refused">, "kind">,
  { now }: Context,
): void {
  const leg = legOf(plan.call, legId)
  if (leg?.state !== "live" || plan.call.stay?.id !== stayId) return
  if (leg.isHoldAsked !== isHeld || leg.isHeld === isHeld) return
  plan.record({ kind: "hold_refused", at: now, legId, error })
  pauseAsWanted(plan)
}
