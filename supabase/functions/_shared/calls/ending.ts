import type { Context } from "./context.ts"
import type { Plan } from "./decision.ts"
import type { CallOutcome, CallReason, ClosedOfferState } from "./facts.ts"
import { legOfOffer, type Offer, openOffer } from "./state.ts"
import { plus } from "./time.ts"

/** How long after a call its audio may take until somebody is alarmed. */
export const recordingGraceMs = 10 * 60_000
/** A leg whose creation was under way is looked for a little later, when the provider surely knows it. */
const lookAgainMs = 3_000

/** Closes `offer` without a conversation: its leg ends, its agent is idle from now on. */
export function closeOffer(
  plan: Plan,
  offer: Offer,
  state: Exclude<ClosedOfferState, "accepted">,
  { now }: Context,
): void {
  plan.record({ kind: "offer_closed", at: now, offerId: offer.id, state })
  plan.work.push({ step: "free_agent", memberId: offer.memberId, at: now, afterCallUntil: null })
  plan.superseded.add("create_agent_leg")
  const leg = legOfOffer(plan.call, offer.id)
  if (!leg || leg.state === "ended") return
  const { providerLegId } = leg
  plan.record({ kind: "leg_ended", at: now, legId: leg.id, cause: state })
  plan.effects.push({
    kind: "end_leg",
    offerId: offer.id,
    memberId: offer.memberId,
    providerLegId,
    conferenceId: plan.call.conferenceId,
    ...(providerLegId === null ? { delayMs: lookAgainMs } : {}),
  })
}

/** Ends a call nobody talked in, with its memo under 「不在着信」 (J1); an open offer is withdrawn. */
export function endUnanswered(plan: Plan, reason: CallReason, context: Context): void {
  const offer = openOffer(plan.call)
  if (offer) closeOffer(plan, offer, "withdrawn", context)
  end(plan, reason === "caller_gave_up" ? "abandoned" : "missed", reason, context)
  plan.work.push({ step: "record_missed", reason })
}

/** Gives up waiting for an agent and tells the customer so. */
export function giveUp(plan: Plan, context: Context): void {
  const reason = plan.call.offers.length > 0 ? "nobody_answered" : "nobody_available"
  endUnanswered(plan, reason, context)
  if (plan.isCustomerAsking) return
  plan.effects.push({
    kind: "redirect_customer",
    providerCallId: plan.call.providerCallId,
    to: "goodbye",
    step: `v${plan.call.version}-1`,
  })
}

/** Ends a conversation: whoever is left in the conference is released, the agent does after-call work (E8). */
export function endTalk(plan: Plan, context: Context): void {
  const { now } = context
  const { conferenceId, recording } = plan.call
  const accepted = plan.call.offers.filter((offer) => offer.state === "accepted")
  end(plan, "answered", null, context)
  if (conferenceId !== null) plan.effects.push({ kind: "end_conference", conferenceId })
  plan.work.push({ step: "close_memo", endedAt: now })
  for (const { memberId, id: offerId } of accepted) {
    const seconds = context.queue?.afterCallSeconds ?? 0
    const afterCallUntil = seconds > 0 ? plus(now, seconds * 1000) : null
    plan.work.push({ step: "free_agent", memberId, at: now, afterCallUntil })
    if (afterCallUntil) plan.deadlines.push({ kind: "after_call", offerId, dueAt: afterCallUntil })
  }
  if (recording) {
    const expectedBy = plus(now, recordingGraceMs)
    plan.work.push({ step: "expect_recording", recordingId: recording.id, expectedBy })
    plan.deadlines.push({ kind: "recording_overdue", offerId: null, dueAt: expectedBy })
  }
}

/** Ends the call; nothing that was meant for its customer or a new leg is carried out any more. */
export function end(plan: Plan, outcome: CallOutcome, reason: CallReason | null, { now }: Context): void {
  plan.record({ kind: "call_ended", at: now, outcome, reason })
  for (const kind of [
    "redirect_customer",
    "create_agent_leg",
    "end_with_customer",
    "check_customer",
  ] as const) {
    plan.superseded.add(kind)
  }
}
