import type { Context } from "./context.ts"
import { holdRefused } from "./conversation/hold-reports.ts"
import { outsideFails } from "./conversation/outside.ts"
import { passOn } from "./conversation/passing-on.ts"
import { pauseRefused } from "./conversation/pausing.ts"
import { supervisionRefused, supervisorFails } from "./conversation/supervision-reports.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import { endDial } from "./dialling.ts"
import { type Effect, targetOf } from "./effects.ts"
import { decideRecordingFailed, deletionFails } from "./recording.ts"
import { type Call, isOpenOffer, offerOfLeg } from "./state.ts"

/** What becomes of the call when an effect has been tried for the last time: nobody waits for what will not come. */
export function decideGivenUp(call: Call, context: Context): Decision {
  const { givenUp, now } = context
  if (!givenUp) return nothing(call)
  const { effect, error } = givenUp
  if (effect.kind === "fetch_recording") {
    const recording = call.recordings.find(({ id }) => id === effect.recordingId)
    return decideRecordingFailed(call, recording, { error, alarm: "recording_failed" }, context)
  }
  const plan = new Plan(call)
  plan.record({ kind: "effect_given_up", at: now, effect: effect.kind, target: targetOf(effect), error })
  if (effect.kind === "create_leg") {
    const offer = offerOfLeg(call, effect.legId)
    if (offer && isOpenOffer(offer)) passOn(plan, offer, "failed", context)
    supervisorFails(plan, effect.legId, "failed", context)
  }
  if (effect.kind === "hold_leg") holdRefused(plan, { ...effect, error }, context)
  if (effect.kind === "pause_recording") pauseRefused(plan, { ...effect, error }, context)
  if (effect.kind === "supervise_leg") supervisionRefused(plan, { ...effect, error }, context)
  if (effect.kind === "dial_leg") outsideFails(plan, effect.legId, "failed", context)
  if (effect.kind === "dial_leg" && plan.call.phase === "dialling") endDial(plan, "provider_refused", context)
  if (effect.kind === "delete_recording") deletionFails(plan, effect.recordingId, error, context)
  else alarm(plan, effect, error)
  return plan.decision()
}

/** An alarm that cannot be raised is not worth another. */
function alarm(plan: Plan, effect: Effect, error: string): void {
  if (effect.kind === "raise_alarm") return
  const detail = `call ${plan.call.id}: ${effect.kind} of ${targetOf(effect)}: ${error}`.slice(0, 1000)
  plan.add({ kind: "raise_alarm", alarm: "provider_refused", detail })
}
