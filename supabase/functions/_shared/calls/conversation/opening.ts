import type { Context } from "../context.ts"
import type { Plan } from "../decision.ts"
import { customerLeg } from "../parties.ts"
import { isConversation } from "../state.ts"

/** The provider's name of the present stay's conference is known. */
export function opened(plan: Plan, conferenceId: string, { now }: Context): void {
  const { stay } = plan.call
  if (stay === null) return
  plan.record({ kind: "stay_opened", at: now, stayId: stay.id, conferenceId })
  if (isConversation(plan.call)) endWithCustomer(plan)
}

/** From now on the customer's leaving ends the conference (twilio.md 1). */
export function endWithCustomer(plan: Plan): void {
  const { stay } = plan.call
  const customer = customerLeg(plan.call)
  if (stay?.conferenceId == null || customer?.providerLegId == null) return
  const { id: legId, providerLegId } = customer
  plan.add({ kind: "end_on_exit", legId, providerLegId, conferenceId: stay.conferenceId })
}
