import type { Context } from "../context.ts"
import { type Decision, nothing } from "../decision.ts"
import type { RequestRefusal } from "../request-refusals.ts"
import { type Call, legOf } from "../state.ts"

// What the people in a call ask for from their pages, whichever tab or machine that is.

/** Whether `legId` is the actor's own leg, on which they talk with the customer or those with them. */
export function isOwnTalk(call: Call, legId: string, { actorMemberId }: Context): boolean {
  const leg = legOf(call, legId)
  if (call.phase !== "talking" || leg?.role !== "agent" || leg.state !== "live") return false
  return leg.memberId !== null && leg.memberId === actorMemberId
}

/** Says to whoever asked why nothing is done. */
export function refuse(call: Call, reason: RequestRefusal): Decision {
  return nothing(call, { kind: "refuse_request", reason })
}
