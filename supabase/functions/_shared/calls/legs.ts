import type { Plan } from "./decision.ts"
import { customerLeg } from "./parties.ts"
import { type Leg, legOf } from "./state.ts"

// What the provider is told about a leg, whatever made it necessary.

/** How often the provider is asked whether who talks is still there. */
const checkTalkingMs = 60_000

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

/** Has the provider be asked after a leg on which somebody talks: every report of its end may be lost, and the customer be alone. */
export function checkTalking(plan: Plan, legId: string): void {
  const providerLegId = legOf(plan.call, legId)?.providerLegId
  if (providerLegId != null)
    plan.add({ kind: "check_leg", legId, providerLegId, everyMs: checkTalkingMs }, checkTalkingMs)
}
