import type { Context } from "../context.ts"
import { type Decision, Plan } from "../decision.ts"
import { dialable } from "../dialable.ts"
import { afterTalk, closeOffer, endInvited } from "../ending.ts"
import type { CallEvent } from "../events.ts"
import { hangUp } from "../legs.ts"
import { acknowledgeMs } from "../offering.ts"
import { companions, legOfMember } from "../parties.ts"
import { obstacleOf } from "../rank.ts"
import type { RequestRefusal } from "../request-refusals.ts"
import { type Call, currentRound, isConversation, isOpenOffer, legOf } from "../state.ts"
import { plus } from "../time.ts"
import { isInviting, waitInQueue } from "./alone.ts"
import { dialOutside } from "./dial-outside.ts"
import { setHold } from "./holding.ts"
import { leave } from "./leaving.ts"
import { afterInvitation } from "./passing-on.ts"
import { isOwnTalk, refuse } from "./requests.ts"

type News<Kind extends CallEvent["kind"]> = Extract<CallEvent, { kind: Kind }>
type Target = News<"transfer_asked">["target"]

/** A colleague is rung at most this long, where no queue says otherwise. */
const consultSeconds = 20
/** Besides the customer. */
const mostCompanions = 2

/** An agent who talks brings in a colleague or a telephone, while the customer waits with music (F2, G1). */
export function decideConsult(call: Call, event: News<"consult_asked">, context: Context): Decision {
  const refusal = refusalOf(call, event.legId, event.target, context)
  if (refusal) return refuse(call, refusal)
  const plan = new Plan(call)
  invite(plan, event, context)
  return plan.decision()
}

/** They hand the customer over without a word: their own leg ends at once, and the customer waits for whoever comes. */
export function decideTransfer(call: Call, event: News<"transfer_asked">, context: Context): Decision {
  const { legId, target } = event
  const refusal = refusalOf(call, legId, target, context)
  if (refusal) return refuse(call, refusal)
  const plan = new Plan(call)
  const leg = legOf(call, legId)
  if (!leg) return refuse(call, "not_in_call")
  if ("queueId" in target) {
    if (!context.target) return refuse(call, "unknown_target")
    plan.instruction = { kind: "accepted" }
    plan.record({ kind: "leg_ended", at: context.now, legId, cause: "hung_up" })
    afterTalk(plan, leg, context)
    setHold(plan, true, context)
    waitInQueue(plan, { ...context, ...context.target })
  } else {
    invite(plan, { legId, target }, context)
    leave(plan, legId, "hung_up", context)
  }
  hangUp(plan, leg)
  return plan.decision()
}

function refusalOf(call: Call, legId: string, target: Target, context: Context): RequestRefusal | null {
  if (!isOwnTalk(call, legId, context)) return "not_in_call"
  if (isInviting(call)) return "already_inviting"
  if ("queueId" in target) {
    if (companions(call).length > 1) return "call_is_full"
    return context.target ? null : "unknown_target"
  }
  if (companions(call).length >= mostCompanions) return "call_is_full"
  if ("typed" in target) {
    if (!context.outside) return "unknown_target"
    const { shown, ownNumbers, isCalleeBlocked } = context.outside
    const number = dialable(target.typed, shown, ownNumbers)
    if (number.kind === "refused") return number.reason
    return isCalleeBlocked ? "blocked_number" : null
  }
  const { colleague } = context
  if (!colleague || colleague.memberId === context.actorMemberId) return "unknown_target"
  if (legOfMember(call, colleague.memberId)) return "busy"
  return obstacleOf(colleague, context.now)
}

function invite(
  plan: Plan,
  { legId: byLegId, target }: { legId: string; target: Target },
  context: Context,
): void {
  setHold(plan, true, context, byLegId)
  const legId = context.newId()
  plan.instruction = { kind: "invited", legId }
  if ("typed" in target) dialOutside(plan, legId, target.typed, context)
  else if ("memberId" in target) askColleague(plan, legId, target.memberId, context)
}

function askColleague(plan: Plan, legId: string, memberId: string, { now, newId, queue }: Context): void {
  const offerId = newId()
  const expiresAt = plus(now, (queue?.offerSeconds ?? consultSeconds) * 1000)
  plan.record({
    kind: "offer_announced",
    at: now,
    offerId,
    legId,
    purpose: "consult",
    memberId,
    round: currentRound(plan.call),
    expiresAt,
    candidates: [],
  })
  plan.deadlines.push({ kind: "acknowledge", subjectId: offerId, dueAt: plus(now, acknowledgeMs) })
  plan.deadlines.push({ kind: "offer", subjectId: offerId, dueAt: expiresAt })
}

/**
 * Somebody in the call does not want whom they have brought in (any more), asked, ringing or there: only that leg ends (F4). Their
 * leg need not exist yet: its id is ours.
 */
export function decideCancel(call: Call, { legId }: News<"cancel_asked">, context: Context): Decision {
  const own = legOfMember(call, context.actorMemberId)
  if (!isConversation(call) || own?.role !== "agent" || own.state !== "live" || own.id === legId)
    return refuse(call, "not_in_call")
  const plan = new Plan(call)
  plan.instruction = { kind: "accepted" }
  const offer = call.offers.find((one) => one.legId === legId && one.purpose === "consult")
  const leg = legOf(call, legId)
  if (offer && isOpenOffer(offer)) {
    closeOffer(plan, offer, "withdrawn", context)
    afterInvitation(plan, context)
  } else if (leg && (leg.purpose === "consult" || leg.purpose === "transfer") && leg.state !== "ended") {
    if (leg.state === "live") {
      leave(plan, legId, "dismissed", context)
      hangUp(plan, leg)
    } else {
      endInvited(plan, leg, "cancelled", context)
      afterInvitation(plan, context)
    }
  }
  return plan.decision()
}
