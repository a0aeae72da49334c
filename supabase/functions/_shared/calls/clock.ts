import type { Context } from "./context.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import { decideDialOverdue } from "./dialling.ts"
import { giveUp } from "./ending.ts"
import type { ClosedOfferState } from "./facts.ts"
import { passOn } from "./offering.ts"
import { liveAgents } from "./parties.ts"
import { decideRecordingFailed } from "./recording.ts"
import { type Call, isOpenOffer, type Offer, openOffer } from "./state.ts"

/** A deadline fires. What it was set for may be long settled; then nothing follows. */
export function decideDeadline(call: Call, context: Context): Decision {
  const { deadline, now } = context
  if (!deadline) return nothing(call)
  const { subjectId } = deadline
  const offer = call.offers.find((one) => one.id === subjectId)
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
      if (call.phase === "queued" && !openOffer(call) && liveAgents(call).length === 0) giveUp(plan, context)
      break
    case "after_call": {
      const memberId = call.legs.find(({ id }) => id === subjectId)?.memberId
      if (memberId) plan.work.push({ step: "finish_after_call", memberId, at: now })
      break
    }
    case "recording_overdue":
      return decideRecordingFailed(
        call,
        call.recordings.find(({ id }) => id === subjectId),
        { error: "The audio did not arrive in time", alarm: "recording_overdue" },
        context,
      )
    case "dial":
      return decideDialOverdue(call, subjectId, context)
    default:
      deadline.kind satisfies never
  }
  return plan.decision()
}

function lapseOf(offer: Offer): Exclude<ClosedOfferState, "accepted"> {
  return offer.state === "ringing" ? "lapsed" : "not_ringing"
}
