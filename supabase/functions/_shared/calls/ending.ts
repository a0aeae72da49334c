import type { Context } from "./context.ts"
import type { Plan } from "./decision.ts"
import type { CallOutcome, CallReason, ClosedOfferState } from "./facts.ts"
import { hangUp } from "./legs.ts"
import { diallingOutside, liveAgents, present, supervisors } from "./parties.ts"
import { expectRecording } from "./recording.ts"
import { type Leg, legOf, type Offer, openOffer } from "./state.ts"
import { plus } from "./time.ts"

/** How long after a call its audio may take until somebody is alarmed. */
export const recordingGraceMs = 10 * 60_000

/** After-call work of a call that came through no queue (E8: the default). */
const afterDialSeconds = 30

/** Closes `offer` without a conversation: its leg ends, its agent is idle from now on. */
export function closeOffer(
  plan: Plan,
  offer: Offer,
  state: Exclude<ClosedOfferState, "accepted">,
  { now }: Context,
): void {
  const { id: offerId, legId, memberId } = offer
  plan.record({ kind: "offer_closed", at: now, offerId, state })
  // Who may come back to a call is freed of it by its going on without them.
  if (offer.purpose !== "resume")
    plan.work.push({ step: "free_agent", memberId, legId, at: now, afterCallUntil: null })
  plan.supersede("create_leg", legId)
  const leg = legOf(plan.call, legId)
  if (!leg || leg.state === "ended") return
  plan.record({ kind: "leg_ended", at: now, legId, cause: state })
  hangUp(plan, leg)
}

/** Nobody is brought in any more: what rings stops. */
export function endInvitations(plan: Plan, context: Context): void {
  const offer = openOffer(plan.call)
  if (offer) closeOffer(plan, offer, "withdrawn", context)
  for (const leg of diallingOutside(plan.call)) endInvited(plan, leg, "cancelled", context)
}

/** An outside number is not dialled any more. */
export function endInvited(plan: Plan, leg: Leg, cause: string, { now }: Context): void {
  plan.supersede("dial_leg", leg.id)
  plan.record({ kind: "leg_ended", at: now, legId: leg.id, cause })
  hangUp(plan, leg)
}

/**
 * Ends a call that waits for somebody to talk to; an open offer is withdrawn. Where nobody ever did, its memo comes under 「不在着信」
 * (J1). Who has talked and then waited in vain was answered: that is in the memo of whom they talked with, and `reason` says how it ended.
 */
export function endUnanswered(plan: Plan, reason: CallReason, context: Context): void {
  endInvitations(plan, context)
  // Who had answered and waited for the customer in vain.
  const agents = liveAgents(plan.call)
  const wasAnswered = plan.call.answeredAt !== null
  const outcome = reason === "caller_gave_up" ? "abandoned" : "missed"
  end(plan, wasAnswered ? "answered" : outcome, reason, context)
  for (const leg of agents) {
    hangUp(plan, leg)
    freeAgent(plan, leg, null, context)
  }
  if (!wasAnswered) plan.work.push({ step: "record_missed", reason })
  awaitAudio(plan, context)
}

/**
 * Ends a conversation: the conference is closed, which releases whoever is in it, legs that still ring are hung up, and the
 * agents who are present do after-call work (E8). Who left earlier has been freed then.
 */
export function endTalk(plan: Plan, context: Context): void {
  const offer = openOffer(plan.call)
  if (offer) closeOffer(plan, offer, "withdrawn", context)
  dismissSupervisors(plan, context)
  const { stay, lost } = plan.call
  const legs = present(plan.call)
  const talked = plan.call.legs.filter((leg) => isThere(leg) || leg.id === lost?.legId)
  end(plan, "answered", null, context)
  if (stay !== null) plan.add({ kind: "end_stay", stayId: stay.id, conferenceId: stay.conferenceId })
  for (const leg of legs) if (leg.state !== "live") hangUp(plan, leg)
  for (const leg of talked) afterTalk(plan, leg, context)
  awaitAudio(plan, context)
}

/** Whether a leg has a part in the conversation, but for the customer's. */
function isThere({ role, state }: Leg): boolean {
  return state === "live" && role !== "customer"
}

/** An agent is out of a conversation they took part in, or of one that never came about (`reason`): their memo is closed, after-call work begins. */
export function afterTalk(plan: Plan, leg: Leg, context: Context, reason?: CallReason): void {
  const { now } = context
  plan.work.push({
    step: "close_memo",
    legId: leg.id,
    endedAt: leg.leftAt ?? now,
    ...(reason ? { reason } : {}),
  })
  if (leg.role === "outside") return
  const { queueId, direction } = plan.call
  const seconds =
    queueId === null
      ? direction === "outbound"
        ? afterDialSeconds
        : 0
      : (context.queue?.afterCallSeconds ?? 0)
  const afterCallUntil = seconds > 0 ? plus(now, seconds * 1000) : null
  freeAgent(plan, leg, afterCallUntil, context)
  if (afterCallUntil) plan.deadlines.push({ kind: "after_call", subjectId: leg.id, dueAt: afterCallUntil })
}

/** The agent of an answered leg is idle from now on, or after after-call work. Once a leg: it has ended. */
export function freeAgent(plan: Plan, leg: Leg, afterCallUntil: string | null, { now }: Context): void {
  const { id: legId, memberId } = leg
  if (memberId !== null) plan.work.push({ step: "free_agent", memberId, legId, at: now, afterCallUntil })
}

/** A supervisor is not in the call any more, or never came to be; nobody else notices. Their leg at the provider is the caller's. */
export function endSupervision(plan: Plan, leg: Leg, cause: string, context: Context): void {
  plan.supersede("create_leg", leg.id)
  plan.supersede("supervise_leg", leg.id)
  plan.record({ kind: "leg_ended", at: context.now, legId: leg.id, cause })
  freeAgent(plan, leg, null, context)
}

/** No agent of ours is there any more: nobody supervises a customer who is alone, or with somebody else. */
export function dismissSupervisors(plan: Plan, context: Context): void {
  for (const leg of supervisors(plan.call)) {
    endSupervision(plan, leg, "dismissed", context)
    hangUp(plan, leg)
  }
}

/** Ends the call; nothing that was meant for a leg of it is carried out any more, but for its end. */
export function end(plan: Plan, outcome: CallOutcome, reason: CallReason | null, { now }: Context): void {
  plan.record({ kind: "call_ended", at: now, outcome, reason })
  for (const { id } of plan.call.legs)
    for (const kind of [
      "redirect_leg",
      "create_leg",
      "dial_leg",
      "end_on_exit",
      "hold_leg",
      "supervise_leg",
      "check_leg",
    ] as const)
      plan.supersede(kind, id)
  if (plan.call.stay !== null) plan.supersede("pause_recording", plan.call.stay.id)
}

/** Audio that has not come by now is expected soon. */
export function awaitAudio(plan: Plan, { now }: Context): void {
  for (const { id: recordingId, state } of plan.call.recordings) {
    if (state !== "expected") continue
    const expectedBy = plus(now, recordingGraceMs)
    expectRecording(plan, recordingId, expectedBy)
    plan.deadlines.push({ kind: "recording_overdue", subjectId: recordingId, dueAt: expectedBy })
  }
}
