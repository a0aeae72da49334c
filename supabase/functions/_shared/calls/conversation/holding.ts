import type { Context } from "../context.ts"
import { type Decision, Plan } from "../decision.ts"
import type { CallEvent } from "../events.ts"
import { customerLeg } from "../parties.ts"
import type { Call } from "../state.ts"
import { pauseAsWanted } from "./pausing.ts"
import { isOwnTalk, refuse } from "./requests.ts"

type News<Kind extends CallEvent["kind"]> = Extract<CallEvent, { kind: Kind }>

/** An agent who talks puts the customer on hold, or takes them off it; asked twice, nothing more is done (F1). */
export function decideHold(call: Call, { legId, isHeld }: News<"hold_asked">, context: Context): Decision {
  if (!isOwnTalk(call, legId, context)) return refuse(call, "not_in_call")
  const plan = new Plan(call)
  plan.instruction = { kind: "accepted" }
  setHold(plan, isHeld, context, legId)
  return plan.decision()
}

/**
 * Has the customer hear hold music, or the others again. Nothing of the music is recorded: the recording pauses before, and goes
 * on after (twilio.md 10). What is still under way the other way is taken back, or followed by this in its lane.
 */
export function setHold(
  plan: Plan,
  isHeld: boolean,
  { now: at }: Context,
  byLegId: string | null = null,
): void {
  const customer = customerLeg(plan.call)
  const { stay } = plan.call
  if (customer?.state !== "live" || customer.providerLegId === null || stay === null) return
  if (customer.isHoldAsked === isHeld) return
  const { id: legId, providerLegId } = customer
  plan.record({ kind: "hold_asked", at, legId, isHeld, byLegId })
  if (isHeld) pauseAsWanted(plan)
  const { id: stayId, conferenceId } = stay
  plan.add({ kind: "hold_leg", legId, providerLegId, stayId, conferenceId, isHeld })
  if (!isHeld) pauseAsWanted(plan)
}
