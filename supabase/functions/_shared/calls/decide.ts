import { decideArrival, decideUnheardCall } from "./arrival.ts"
import { decideDeadline } from "./clock.ts"
import type { Context } from "./context.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import { endTalk, endUnanswered } from "./ending.ts"
import type { CallEvent } from "./events.ts"
import { connect, passOn, seekAgent } from "./offering.ts"
import { decideRecordingFailed, decideRecordingReady, decideRecordingStored } from "./recording.ts"
import { type Call, isOpenOffer, type Offer, openOffer } from "./state.ts"
import { decideLegNews } from "./talking.ts"
import { decideTurn } from "./waiting.ts"

/**
 * What follows from `event` for `call` (null before it has arrived). Pure: the clock, fresh ids and everything read
 * from the database come in with `context`. An ended call absorbs whatever is late; only what would otherwise be
 * left behind (a leg, a recording, after-call work) is still cleared up.
 */
export function decide(call: Call | null, event: CallEvent, context: Context): Decision {
  if (event.kind === "wait_turn") return decideTurn(call, event, context)
  if (event.kind === "inbound_arrived") {
    const { providerCallId } = event
    if (!call) return decideArrival(event, context)
    return decideTurn(call, { kind: "wait_turn", providerCallId, asks: "wait", step: "a-0" }, context)
  }
  if (!call) return event.kind === "customer_left" ? decideUnheardCall(event, context) : nothing(null)
  switch (event.kind) {
    case "customer_joined":
      return customerJoined(call, event.conferenceId, context)
    case "customer_left":
      return customerLeft(call, context)
    case "customer_left_conference":
    case "conference_ended":
      return event.conferenceId === call.conferenceId ? talkOver(call, context) : nothing(call)
    case "leg_created":
    case "leg_answered":
    case "leg_ended":
    case "agent_joined":
      return decideLegNews(call, event, context)
    case "leg_failed":
      return closing(call, offerOf(call, event.offerId), "failed", context)
    case "offer_acknowledged":
      return acknowledged(call, ownOffer(call, event.offerId, context), context)
    case "ring_seen":
      return rang(call, ownOffer(call, event.offerId, context), context)
    case "offer_declined":
      return closing(
        call,
        ownOffer(call, event.offerId, context),
        event.cause === "microphone" ? "failed" : "declined",
        context,
      )
    case "agent_left":
      return closing(call, leftOffer(call, event.offerId, context), leavingOf(context), context)
    case "hang_up_asked":
      return isInTalk(call, context) ? talkOver(call, context) : nothing(call)
    case "deadline_due":
      return decideDeadline(call, context)
    case "nudge": {
      const plan = new Plan(call)
      seekAgent(plan, context)
      return plan.decision()
    }
    case "recording_ready":
      return decideRecordingReady(call, event, context)
    case "recording_stored":
      return decideRecordingStored(call, event, context)
    case "recording_failed":
      return decideRecordingFailed(call, event.error, "recording_failed", context)
    default:
      return event satisfies never
  }
}

function customerJoined(call: Call, conferenceId: string, context: Context): Decision {
  const isExpected =
    call.phase !== "ended" && call.customerPlace !== "queue" && call.customerPlace !== "to_queue"
  if (!isExpected || conferenceId === call.conferenceId || call.formerConferences.includes(conferenceId)) {
    return nothing(call)
  }
  const plan = new Plan(call)
  plan.record({ kind: "customer_joined", at: context.now, conferenceId })
  connect(plan, context)
  seekAgent(plan, context)
  return plan.decision()
}

function customerLeft(call: Call, context: Context): Decision {
  if (call.phase === "ended") return nothing(call)
  if (call.phase === "talking") return talkOver(call, context)
  const plan = new Plan(call)
  endUnanswered(plan, "caller_gave_up", context)
  return plan.decision()
}

function talkOver(call: Call, context: Context): Decision {
  if (call.phase !== "talking") return nothing(call)
  const plan = new Plan(call)
  endTalk(plan, context)
  return plan.decision()
}

function acknowledged(call: Call, offer: Offer | undefined, context: Context): Decision {
  if (offer?.state !== "announced") return nothing(call)
  const plan = new Plan(call)
  plan.record({ kind: "offer_acknowledged", at: context.now, offerId: offer.id })
  connect(plan, context)
  return plan.decision()
}

function rang(call: Call, offer: Offer | undefined, { now }: Context): Decision {
  if (offer?.state !== "acknowledged") return nothing(call)
  const plan = new Plan(call)
  plan.record({ kind: "offer_rang", at: now, offerId: offer.id })
  return plan.decision()
}

function closing(
  call: Call,
  offer: Offer | undefined,
  state: "failed" | "declined" | "agent_left" | "rights_lost",
  context: Context,
): Decision {
  if (!offer || !isOpenOffer(offer)) return nothing(call)
  const plan = new Plan(call)
  passOn(plan, offer, state, context)
  return plan.decision()
}

function offerOf(call: Call, offerId: string): Offer | undefined {
  return call.offers.find((offer) => offer.id === offerId)
}

/** The offer, if it was made to whoever speaks. */
function ownOffer(call: Call, offerId: string, { actorMemberId }: Context): Offer | undefined {
  const offer = offerOf(call, offerId)
  return offer?.memberId === actorMemberId ? offer : undefined
}

/** The named offer, or the open one of whoever says goodbye. */
function leftOffer(call: Call, offerId: string | null, context: Context): Offer | undefined {
  if (offerId !== null) return offerOf(call, offerId)
  const offer = openOffer(call)
  return offer && offer.memberId === context.actorMemberId ? offer : undefined
}

function leavingOf({ mayOfferedAnswer }: Context): "agent_left" | "rights_lost" {
  return mayOfferedAnswer ? "agent_left" : "rights_lost"
}

function isInTalk(call: Call, { actorMemberId }: Context): boolean {
  return call.offers.some((offer) => offer.state === "accepted" && offer.memberId === actorMemberId)
}
