import { decideArrival, decideUnheardCall } from "./arrival.ts"
import { decideDeadline } from "./clock.ts"
import type { Context } from "./context.ts"
import { endStaleLeg } from "./conversation/alone.ts"
import { decideHoldRefused, decideHoldSet } from "./conversation/hold-reports.ts"
import { decideHold } from "./conversation/holding.ts"
import { decideCancel, decideConsult, decideTransfer } from "./conversation/inviting.ts"
import { decideAudioLost, decideHangUp, decideLegLost, decideResume } from "./conversation/leaving.ts"
import { outsideFails } from "./conversation/outside.ts"
import { passOn } from "./conversation/passing-on.ts"
import { decidePause, decidePauseRefused, decidePauseSet } from "./conversation/pausing.ts"
import { isPresentStay } from "./conversation/reports.ts"
import { decideSupervise } from "./conversation/supervising.ts"
import {
  decideSupervisionRefused,
  decideSupervisionSet,
  supervisorFails,
} from "./conversation/supervision-reports.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import { decideDial, decideDialTurn } from "./dial.ts"
import { decideDialFailed, decideDialGivenUp, decideDialNews } from "./dialling.ts"
import type { CallEvent } from "./events.ts"
import { decideGivenUp } from "./given-up.ts"
import { connect } from "./offering.ts"
import {
  decideRecordingDeleted,
  decideRecordingFailed,
  decideRecordingReady,
  decideRecordingStored,
  recordingOfStay,
} from "./recording.ts"
import { seekAgent } from "./seeking.ts"
import { type Call, isOpenOffer, messageOf, type Offer, offerOfLeg, openOffer } from "./state.ts"
import { decideLegNews, decideTalkOver } from "./talking.ts"
import { decideMessageReady, decideNoMessage } from "./voicemail.ts"
import { decideTurn } from "./waiting.ts"

/**
 * What follows from `event` for `call` (null before it has begun). Pure: the clock, fresh ids and everything read
 * from the database come in with `context`. An ended call absorbs whatever is late; only what would otherwise be
 * left behind (a leg, a recording, after-call work) is still cleared up.
 */
export function decide(call: Call | null, event: CallEvent, context: Context): Decision {
  if (event.kind === "leg_turn") return decideTurn(call, event, context)
  if (event.kind === "inbound_arrived") {
    const { providerLegId } = event
    if (!call) return decideArrival(event, context)
    const turn = {
      kind: "leg_turn",
      legId: null,
      providerLegId,
      asks: "wait",
      step: "a-0",
      key: null,
    } as const
    return decideTurn(call, turn, context)
  }
  if (event.kind === "dial_asked") return decideDial(event, context)
  if (event.kind === "dial_turn") return decideDialTurn(call, event, context)
  if (event.kind === "supervise_asked") return decideSupervise(call, event, context)
  if (!call) return event.kind === "leg_ended" ? decideUnheardCall(event, context) : nothing(null)
  switch (event.kind) {
    case "leg_created":
    case "leg_answered":
    case "leg_ended":
    case "leg_joined":
    case "leg_left":
      return call.phase === "dialling"
        ? decideDialNews(call, event, context)
        : decideLegNews(call, event, context)
    case "leg_failed":
      if (call.phase === "dialling") return decideDialFailed(call, event.legId, "provider_refused", context)
      return decideLegFailed(call, event.legId, context)
    case "leg_lost":
      return decideLegLost(call, event.legId, context)
    case "stay_ended":
      return isPresentStay(call, event) ? decideTalkOver(call, context) : nothing(call)
    case "offer_acknowledged":
      return acknowledged(call, ownOffer(call, event.offerId, context), context)
    case "ring_seen":
      return rang(call, ownOffer(call, event.offerId, context), context)
    case "offer_declined": {
      const state = event.cause === "microphone" ? "failed" : "declined"
      return closing(call, ownOffer(call, event.offerId, context), state, context)
    }
    case "offer_lost": {
      // Who was lost is not there: that is why they are waited for.
      if (offerOf(call, event.offerId)?.purpose === "resume" && context.mayOfferedAnswer) return nothing(call)
      const state = context.mayOfferedAnswer ? "agent_left" : "rights_lost"
      return closing(call, offerOf(call, event.offerId), state, context)
    }
    case "page_left": {
      const offer = openOffer(call)
      if (offer?.purpose === "resume" && offer.state === "announced") return nothing(call)
      return closing(call, offer && ownOffer(call, offer.id, context), "agent_left", context)
    }
    case "hang_up_asked":
      return call.phase === "dialling"
        ? decideDialGivenUp(call, event.legId, context)
        : decideHangUp(call, event.legId, context)
    case "consult_asked":
      return decideConsult(call, event, context)
    case "transfer_asked":
      return decideTransfer(call, event, context)
    case "cancel_asked":
      return decideCancel(call, event, context)
    case "audio_lost":
      return decideAudioLost(call, event.legId, context)
    case "resume_asked":
      return decideResume(call, event.legId, context)
    case "hold_asked":
      return decideHold(call, event, context)
    case "hold_set":
      return decideHoldSet(call, event, context)
    case "hold_refused":
      return decideHoldRefused(call, event, context)
    case "supervision_set":
      return decideSupervisionSet(call, event, context)
    case "supervision_refused":
      return decideSupervisionRefused(call, event, context)
    case "pause_asked":
      return decidePause(call, event, context)
    case "pause_set":
      return decidePauseSet(call, event, context)
    case "pause_refused":
      return decidePauseRefused(call, event, context)
    case "deadline_due":
      return decideDeadline(call, context)
    case "effect_given_up":
      return decideGivenUp(call, context)
    case "nudge": {
      const plan = new Plan(call)
      seekAgent(plan, context)
      return plan.decision()
    }
    case "recording_ready":
      if (messageOf(call)?.stayId === event.stayId) return decideMessageReady(call, event, context)
      return decideRecordingReady(call, event, context)
    case "recording_stored":
      return decideRecordingStored(call, event, context)
    case "recording_deleted":
      return decideRecordingDeleted(call, event, context)
    case "recording_absent": {
      if (messageOf(call)?.stayId === event.stayId) return decideNoMessage(call, context)
      const recording = recordingOfStay(call, event.stayId)
      const { error } = event
      return decideRecordingFailed(call, recording, { error, alarm: "recording_failed" }, context)
    }
    default:
      return event satisfies never
  }
}

/** The provider refuses to make the leg. */
function decideLegFailed(call: Call, legId: string, context: Context): Decision {
  const offer = offerOfLeg(call, legId)
  if (offer) return closing(call, offer, "failed", context)
  const plan = new Plan(call)
  outsideFails(plan, legId, "failed", context)
  supervisorFails(plan, legId, "failed", context)
  return plan.decision()
}

function acknowledged(call: Call, offer: Offer | undefined, context: Context): Decision {
  if (offer?.state !== "announced") return nothing(call)
  const plan = new Plan(call)
  plan.record({ kind: "offer_acknowledged", at: context.now, offerId: offer.id })
  if (offer.purpose === "resume") endStaleLeg(plan, "replaced", context)
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
