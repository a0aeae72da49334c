import type { Context } from "./context.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import { endTalk } from "./ending.ts"
import type { CallEvent, LegEndCause } from "./events.ts"
import type { ClosedOfferState } from "./facts.ts"
import { passOn } from "./offering.ts"
import { type Call, isOpenOffer, type Leg, legOfOffer, type Offer } from "./state.ts"
import { plus } from "./time.ts"

/** The SDK's ring must follow the creation of its leg within this time (K3). */
export const ringMs = 5_000
/** Until the call's end says better, its audio is expected within this time. */
const longestTalkMs = 6 * 3_600_000

type LegNews = Extract<CallEvent, { offerId: string; providerLegId: string }>

/** News about an agent's leg, from its creation to its end, in whatever order it comes. */
export function decideLegNews(call: Call, event: LegNews, context: Context): Decision {
  const offer = call.offers.find((one) => one.id === event.offerId)
  const leg = legOfOffer(call, event.offerId)
  if (!offer || !leg) return nothing(call)
  if (leg.state === "ended") return endLateLeg(call, offer, leg, event, context)
  // Who leaves the conference before we heard of an answer may have been in it or not; the leg's own end tells.
  if (event.kind === "leg_ended" && event.cause === "left" && isOpenOffer(offer)) return nothing(call)
  const plan = new Plan(call)
  if (leg.providerLegId === null) {
    plan.record({ kind: "leg_created", at: context.now, legId: leg.id, providerLegId: event.providerLegId })
    if (offer.state === "acknowledged") {
      plan.deadlines.push({ kind: "ring", offerId: offer.id, dueAt: plus(context.now, ringMs) })
    }
  }
  switch (event.kind) {
    case "leg_created":
      break
    case "leg_answered":
    case "agent_joined":
      if (isOpenOffer(offer)) accept(plan, offer, leg, context)
      break
    case "leg_ended":
      endLeg(plan, offer, leg, event.cause, context)
      break
    default:
      event satisfies never
  }
  return plan.decision()
}

/** The offer was closed before the leg existed for us: it is ended as soon as its name is known. */
function endLateLeg(call: Call, offer: Offer, leg: Leg, event: LegNews, { now }: Context): Decision {
  if (event.kind === "leg_ended" || offer.state === "accepted") return nothing(call)
  if (leg.providerLegId !== null && event.kind === "leg_created") return nothing(call)
  const plan = new Plan(call)
  const { providerLegId } = event
  if (leg.providerLegId === null) plan.record({ kind: "leg_created", at: now, legId: leg.id, providerLegId })
  const { id: offerId, memberId } = offer
  plan.effects.push({ kind: "end_leg", offerId, memberId, providerLegId, conferenceId: null })
  return plan.decision()
}

function accept(plan: Plan, offer: Offer, leg: Leg, context: Context): void {
  if (!context.mayOfferedAnswer) {
    passOn(plan, offer, "rights_lost", context)
    return
  }
  const { memberId } = offer
  const { now, ids } = context
  plan.record({ kind: "offer_closed", at: now, offerId: offer.id, state: "accepted" })
  plan.record({ kind: "leg_answered", at: now, legId: leg.id })
  const recordingId = plan.call.isRecorded ? ids.recording : null
  plan.record({ kind: "talk_started", at: now, memberId, recordingId })
  plan.superseded.add("redirect_customer").add("create_agent_leg")
  plan.work.push({ step: "open_memo", memberId })
  if (recordingId)
    plan.work.push({ step: "expect_recording", recordingId, expectedBy: plus(now, longestTalkMs) })
  const { conferenceId, providerCallId } = plan.call
  if (conferenceId !== null) plan.effects.push({ kind: "end_with_customer", providerCallId, conferenceId })
}

function endLeg(plan: Plan, offer: Offer, leg: Leg, cause: LegEndCause, context: Context): void {
  const closing = closingOf(cause)
  // Only who was connected can have completed: the news of the answer is late or lost.
  if (isOpenOffer(offer) && closing === null) {
    accept(plan, offer, leg, context)
    if (plan.call.phase !== "talking") return
  }
  plan.record({ kind: "leg_ended", at: context.now, legId: leg.id, cause })
  if (isOpenOffer(offer) && closing !== null) passOn(plan, offer, closing, context)
  // The agent was the only party besides the customer.
  else if (plan.call.phase === "talking") endTalk(plan, context)
}

function closingOf(cause: LegEndCause): Exclude<ClosedOfferState, "accepted"> | null {
  switch (cause) {
    case "completed":
    case "left":
      return null
    case "declined":
      return "declined"
    case "unanswered":
      return "lapsed"
    case "failed":
      return "failed"
    case "cancelled":
      return "agent_left"
    default:
      return cause satisfies never
  }
}
