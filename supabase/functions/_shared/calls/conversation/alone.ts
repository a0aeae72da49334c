import type { Context } from "../context.ts"
import type { Plan } from "../decision.ts"
import { afterTalk, dismissSupervisors, endInvitations } from "../ending.ts"
import { hangUp } from "../legs.ts"
import { sendToQueue } from "../offering.ts"
import { companions, customerLeg, diallingOutside } from "../parties.ts"
import { seekAgent } from "../seeking.ts"
import { type Call, legOf, openOffer } from "../state.ts"
import { plus } from "../time.ts"
import { setHold } from "./holding.ts"

// The customer is there and nobody with them: they hear music, and somebody is on the way, or is asked to come.

/** Whether somebody is being brought into the call: asked, on the way, or dialled. */
export function isInviting(call: Call): boolean {
  return openOffer(call) !== undefined || diallingOutside(call).length > 0
}

/** Whoever talked has left the customer to those who are on the way. */
export function beginTransfer(plan: Plan, context: Context): void {
  plan.record({ kind: "transfer_began", at: context.now })
  dismissSupervisors(plan, context)
  setHold(plan, true, context)
}

/** A leg of who was lost that the provider still has does not count any more. */
export function endStaleLeg(plan: Plan, cause: string, { now }: Context): void {
  const leg = plan.call.lost ? legOf(plan.call, plan.call.lost.legId) : undefined
  if (!leg || leg.state === "ended") return
  plan.record({ kind: "leg_ended", at: now, legId: leg.id, cause })
  hangUp(plan, leg)
}

/** Nobody of those who were to come does: the call waits for anybody, with what is known of it. */
export function offerOn(plan: Plan, context: Context): void {
  const { lost } = plan.call
  endStaleLeg(plan, "lost", context)
  const leg = lost ? legOf(plan.call, lost.legId) : undefined
  if (leg) afterTalk(plan, leg, context)
  waitInQueue(plan, context)
}

/** The call waits in the context's queue, for the first time or again; whoever is in the conference stays there while somebody is asked. */
export function waitInQueue(plan: Plan, context: Context): void {
  const { queue, now } = context
  plan.record({ kind: "call_queued", at: now, queueId: queue?.id ?? null })
  dismissSupervisors(plan, context)
  if (queue) {
    const dueAt = plus(now, queue.maxWaitSeconds * 1000)
    plan.deadlines.push({ kind: "max_wait", subjectId: null, dueAt })
  }
  const candidates = context.candidates.map((one) =>
    isLeaving(plan, one.memberId) ? { ...one, isBusy: true } : one,
  )
  seekAgent(plan, { ...context, candidates })
}

/** Whether a member leaves the call with this very decision, for the work after it: the database does not say so yet. */
function isLeaving({ work }: Plan, memberId: string): boolean {
  return work.some(
    (one) => one.step === "free_agent" && one.memberId === memberId && one.afterCallUntil !== null,
  )
}

/** Somebody has come to the customer who waited alone. */
export function arrive(plan: Plan, context: Context): void {
  const { phase } = plan.call
  if (phase !== "transferring" && phase !== "agent_lost") return
  plan.record({ kind: "talk_resumed", at: context.now })
  setHold(plan, false, context)
  endWithOutside(plan)
}

/** With an outside number alone nobody of ours is there to hang up: its leaving ends the conference (twilio.md 2). */
export function endWithOutside(plan: Plan): void {
  const [last, another] = companions(plan.call)
  const { stay } = plan.call
  if (
    !last ||
    another ||
    last.role !== "outside" ||
    last.providerLegId === null ||
    stay?.conferenceId == null
  )
    return
  const { id: legId, providerLegId } = last
  plan.add({ kind: "end_on_exit", legId, providerLegId, conferenceId: stay.conferenceId })
}

/** The provider lets the customer hear no music while they are alone: the queue's loop does. */
export function withoutHold(plan: Plan, context: Context): void {
  const { call } = plan
  if (customerLeg(call)?.isHoldAsked) return
  const isWaiting = call.phase === "queued" && call.customerPlace === "conference"
  if (!isWaiting && call.phase !== "transferring" && call.phase !== "agent_lost") return
  endInvitations(plan, context)
  sendToQueue(plan, context)
  if (isWaiting) seekAgent(plan, context)
  else offerOn(plan, context)
}
