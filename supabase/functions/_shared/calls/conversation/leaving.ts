import type { Context } from "../context.ts"
import { type Decision, nothing, Plan } from "../decision.ts"
import { endDial } from "../dialling.ts"
import {
  afterTalk,
  dismissSupervisors,
  endInvitations,
  endSupervision,
  endTalk,
  freeAgent,
} from "../ending.ts"
import { checkTalking, hangUp } from "../legs.ts"
import { companions, customerLeg } from "../parties.ts"
import { seekAgent, takeStep } from "../seeking.ts"
import { type Call, isConversation, isForwarding, type Leg, legOf } from "../state.ts"
import { arrive, beginTransfer, endWithOutside, isInviting } from "./alone.ts"
import { setHold } from "./holding.ts"
import { loseAgent } from "./lost.ts"
import { pauseAsWanted } from "./pausing.ts"
import { coachAnother } from "./supervising.ts"

/** Causes of an end that somebody wanted: all others may be a page that failed. */
const meant: readonly string[] = ["hung_up", "dismissed"]

/**
 * A leg of ours, or one we have dialled, ends. While others are there, they go on; the last one's end is the call's, unless it was not
 * meant (then the call is kept for them) or somebody is on the way (then the customer waits for them). Before the customer has
 * come, the call is offered on.
 */
export function leave(plan: Plan, legId: string, cause: string, context: Context): void {
  const leg = legOf(plan.call, legId)
  if (!leg || leg.state === "ended") return
  plan.record({ kind: "leg_ended", at: context.now, legId, cause })
  // Who only rang, and the leg of who is lost already, change nothing for the others.
  if (leg.state !== "live" || plan.call.phase === "agent_lost") return
  if (plan.call.phase !== "talking") {
    freeAgent(plan, leg, null, context)
    // The conference has begun with them: in it the customer would hear nothing while the next is asked.
    if (plan.call.customerPlace === "conference") setHold(plan, true, context)
    // Whom the flow has dialled is gone before the caller was there.
    if (isForwarding(plan.call)) takeStep(plan, { kind: "not_reached" }, context)
    else seekAgent(plan, context)
    return
  }
  if (companions(plan.call).length > 0) {
    afterTalk(plan, leg, context)
    goOnWithout(plan, leg, context)
  } else if (leg.role === "agent" && !meant.includes(cause)) {
    loseAgent(plan, leg, context)
  } else {
    afterTalk(plan, leg, context)
    if (isInviting(plan.call)) beginTransfer(plan, context)
    else endTalk(plan, context)
  }
}

/** Others are still there. A hold ends with the leg of who wanted it, or when nobody of ours is left to end it: a hand-off. */
function goOnWithout(plan: Plan, left: Leg, context: Context): void {
  const customer = customerLeg(plan.call)
  const hasAgent = companions(plan.call).some(({ role }) => role === "agent")
  if (customer?.heldBy === left.id || !hasAgent) setHold(plan, false, context)
  if (hasAgent) coachAnother(plan, left.id, context)
  else {
    dismissSupervisors(plan, context)
    if (!plan.call.recordsWithoutAgent) pauseAsWanted(plan)
  }
  endWithOutside(plan)
}

/** The agent hangs up: with the last other party the conversation ends, else only their own leg does. */
export function decideHangUp(call: Call, legId: string, context: Context): Decision {
  const leg = legOf(call, legId)
  const isOwn = leg !== undefined && leg.memberId !== null && leg.memberId === context.actorMemberId
  if (!isOwn) return nothing(call)
  const plan = new Plan(call)
  if (call.phase === "agent_lost" && call.lost?.legId === legId) {
    // Meant after all: the end of the leg was faster than the word.
    endTalk(plan, context)
    return plan.decision()
  }
  if (leg.role === "supervisor" && leg.state !== "ended") {
    endSupervision(plan, leg, "hung_up", context)
    hangUp(plan, leg)
    return plan.decision()
  }
  if (leg.state !== "live") return nothing(call)
  leave(plan, legId, "hung_up", context)
  hangUp(plan, leg)
  return plan.decision()
}

/**
 * Nobody has heard of the agent's page for a while. Their audio may still flow (K2), so their leg stays; but nobody knows whether
 * somebody is there, so a customer who is alone with them hears music.
 */
export function decideLegLost(call: Call, legId: string, context: Context): Decision {
  const leg = legOf(call, legId)
  if (leg?.role === "supervisor" && leg.state !== "ended") {
    // Nobody is to hear a call whom nobody could tell to leave.
    const plan = new Plan(call)
    endSupervision(plan, leg, "lost", context)
    hangUp(plan, leg)
    return plan.decision()
  }
  if (leg?.state !== "live" || leg.role !== "agent" || leg.providerLegId === null) return nothing(call)
  const plan = new Plan(call)
  plan.add({ kind: "check_leg", legId, providerLegId: leg.providerLegId, everyMs: null })
  if (call.phase === "talking" && companions(call).length === 1) loseAgent(plan, leg, context)
  return plan.decision()
}

/**
 * The one page that could carry the audio of own leg does not: nothing can be heard there any more, though the provider waits for a
 * client that has vanished (twilio.md 7). The leg ends as one that nobody meant to end. Nothing more will be heard of it, so
 * that who talked alone is asked back at once.
 */
export function decideAudioLost(call: Call, legId: string, context: Context): Decision {
  const leg = legOf(call, legId)
  const isOwn = leg !== undefined && leg.memberId !== null && leg.memberId === context.actorMemberId
  if (!isOwn || leg.state !== "live") return nothing(call, { kind: "refuse_request", reason: "not_in_call" })
  const plan = new Plan(call)
  plan.instruction = { kind: "accepted" }
  if (call.phase === "dialling") {
    endDial(plan, "agent_gave_up", context)
    return plan.decision()
  }
  if (leg.role === "supervisor") {
    endSupervision(plan, leg, "lost", context)
  } else {
    if (call.phase === "talking" && companions(call).length === 1) loseAgent(plan, leg, context)
    leave(plan, legId, "lost", context)
  }
  hangUp(plan, leg)
  return plan.decision()
}

/** The page of who was lost is there again, and its audio has never stopped: nothing has to be made anew. */
export function decideResume(call: Call, legId: string, context: Context): Decision {
  const leg = legOf(call, legId)
  const isOwn = leg !== undefined && leg.memberId === context.actorMemberId
  const isKept = isConversation(call) && call.lost?.legId === legId && leg?.state === "live"
  if (!isOwn || !isKept) return nothing(call, { kind: "refuse_request", reason: "not_in_call" })
  const plan = new Plan(call)
  plan.instruction = { kind: "accepted" }
  endInvitations(plan, context)
  arrive(plan, context)
  checkTalking(plan, legId)
  return plan.decision()
}
