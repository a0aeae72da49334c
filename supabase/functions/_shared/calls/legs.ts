import type { Plan } from "./decision.ts"
import { customerLeg } from "./parties.ts"
import type { Leg } from "./state.ts"

// What the provider is told about a leg, whatever made it necessary.

/** Sends the customer's leg, which is not asking by itself, to another of our instructions. */
export function redirect(plan: Plan, to: "wait" | "join" | "goodbye"): void {
  const leg = customerLeg(plan.call)
  if (!leg || leg.providerLegId === null) return
  const { id: legId, providerLegId } = leg
  plan.add({ kind: "redirect_leg", legId, providerLegId, to, step: `v${plan.call.version}-1` })
}

/** Has the provider end a leg. In its lane this comes after its creation, should that be under way. */
export function hangUp(plan: Plan, { id: legId, providerLegId, memberId }: Leg): void {
  plan.add({ kind: "end_leg", legId, providerLegId, memberId, stayId: plan.call.stay?.id ?? null })
}
