import type { Context } from "./context.ts"
import { askBack } from "./conversation/lost.ts"
import { outsideFails } from "./conversation/outside.ts"
import { passOn } from "./conversation/passing-on.ts"
import { supervisorFails } from "./conversation/supervision-reports.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import { decideDialOverdue } from "./dialling.ts"
import type { ClosedOfferState } from "./facts.ts"
import { liveAgents } from "./parties.ts"
import { decideRecordingDue, decideRecordingFailed } from "./recording.ts"
import { giveUp, isWaitOver, takeStep } from "./seeking.ts"
import { type Call, isOpenOffer, messageOf, type Offer, openOffer } from "./state.ts"
import { plus } from "./time.ts"

/** Who was lost and is back answers within this time. */
const answerBackMs = 15_000

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
      if (!offer || !isOpenOffer(offer)) break
      // Whoever has just come back is not sent away again.
      if (isComingBack(offer, now))
        plan.deadlines.push({ kind: "offer", subjectId, dueAt: plus(now, answerBackMs) })
      else passOn(plan, offer, lapseOf(offer), context)
      break
    case "max_wait":
      // An offer under way may still be answered; whoever closes it finds the time is up.
      if (isWaitOver(call, context) && !openOffer(call) && liveAgents(call).length === 0)
        giveUp(plan, context)
      break
    case "flow_limit":
      if (isFlowOver(call, context)) takeStep(plan, { kind: "limit" }, context)
      break
    case "message":
      // Nobody has said whether there is one: it is taken to be there, so that its lack is alarming.
      if (messageOf(call)?.id === subjectId) takeStep(plan, { kind: "message_left" }, context)
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
    case "recording_delete":
      return decideRecordingDue(
        call,
        call.recordings.find(({ id }) => id === subjectId),
        context,
      )
    case "come_back":
      if (subjectId !== null) askBack(plan, subjectId, context)
      break
    case "dial":
      if (call.phase !== "dialling" && subjectId !== null) {
        outsideFails(plan, subjectId, "unanswered", context)
        supervisorFails(plan, subjectId, "unanswered", context)
        break
      }
      return decideDialOverdue(call, subjectId, context)
    default:
      deadline.kind satisfies never
  }
  return plan.decision()
}

/** Whether the call is in its flow still; an offer under way may be answered, and whoever closes it finds the time is up. */
function isFlowOver(call: Call, { flow }: Context): boolean {
  if (!flow || call.flow === null || (call.phase !== "in_flow" && call.phase !== "queued")) return false
  return !openOffer(call) && liveAgents(call).length === 0
}

/** Whether who was lost has just shown that their page is back. */
function isComingBack({ purpose, acknowledgedAt }: Offer, now: string): boolean {
  return purpose === "resume" && acknowledgedAt !== null && now < plus(acknowledgedAt, answerBackMs)
}

function lapseOf(offer: Offer): Exclude<ClosedOfferState, "accepted"> {
  // Who was lost had all that time for their page to come back.
  const isUp = offer.state === "ringing" || offer.purpose === "resume"
  return isUp ? "lapsed" : "not_ringing"
}
