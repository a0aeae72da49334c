import type { Context } from "./context.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import { giveUp } from "./ending.ts"
import type { ClosedOfferState } from "./facts.ts"
import { passOn } from "./offering.ts"
import { decideRecordingFailed } from "./recording.ts"
import { type Call, isOpenOffer, type Offer, openOffer } from "./state.ts"

/** A deadline fires. What it was set for may be long settled; then nothing follows. */
export function decideDeadline(call: Call, context: Context): Decision {
  const { deadline, now } = context
  if (!deadline) return nothing(call)
  const offer = call.offers.find((one) => one.id === deadline.offerId)
  const plan = new Plan(call)
  switch (deadline.kind) {
    case "acknowledge":
      if (offer?.state === "announced") passOn(plan, offer, "unacknowledged", context)
      break
    case "ring":
      if (offer?.state === "acknowledged") passOn(plan, offer, "not_ringing", context)
      break
    case "offer":
      if (offer && isOpenOffer(offer)) passOn(plan, offer, lapseOf(offer), context)
      break
    case "max_wait":
      // An offer under way may still be answered; whoever closes it finds the time is up.
      if (call.phase === "queued" && !openOffer(call)) giveUp(plan, context)
      break
    case "after_call":
      if (offer) plan.work.push({ step: "finish_after_call", memberId: offer.memberId, at: now })
      break
    case "recording_overdue":
      return decideRecordingFailed(call, "The audio did not arrive in time", "recording_overdue", context)
    default:
      deadline.kind satisfies never
  }
  return plan.decision()
}

function lapseOf(offer: Offer): Exclude<ClosedOfferState, "accepted"> {
  return offer.state === "ringing" ? "lapsed" : "not_ringing"
}
