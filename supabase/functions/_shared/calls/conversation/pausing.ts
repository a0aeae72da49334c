import type { Context } from "../context.ts"
import { type Decision, nothing, Plan } from "../decision.ts"
import type { CallEvent } from "../events.ts"
import { customerLeg, liveAgents } from "../parties.ts"
import { recordingOfStay } from "../recording.ts"
import type { Call } from "../state.ts"
import { isOwnTalk, refuse } from "./requests.ts"

type News<Kind extends CallEvent["kind"]> = Extract<CallEvent, { kind: Kind }>

/** An agent who talks wants nothing of what follows to be kept, such as the number of a card, or everything again (D3). */
export function decidePause(
  call: Call,
  { legId, isPaused }: News<"pause_asked">,
  context: Context,
): Decision {
  if (!isOwnTalk(call, legId, context)) return refuse(call, "not_in_call")
  const plan = new Plan(call)
  plan.instruction = { kind: "accepted" }
  if (call.isPauseAsked !== isPaused && isRecording(call)) {
    plan.record({ kind: "pause_asked", at: context.now, isPaused })
    pauseAsWanted(plan)
  }
  return plan.decision()
}

/**
 * Has the recording of the present stay pause while an agent wants it to, the customer is on hold, or nobody of ours is there and
 * the number does not say that it goes on without (D1); else go on.
 */
export function pauseAsWanted(plan: Plan): void {
  const { id: callId, stay, isPauseAsked, recordsWithoutAgent } = plan.call
  if (stay === null || !isRecording(plan.call)) return
  const { id: stayId, conferenceId } = stay
  const isAlone = !recordsWithoutAgent && liveAgents(plan.call).length === 0
  const isPaused = isPauseAsked || isAlone || customerLeg(plan.call)?.isHoldAsked === true
  plan.add({ kind: "pause_recording", callId, stayId, conferenceId, isPaused })
}

function isRecording(call: Call): boolean {
  return call.stay !== null && recordingOfStay(call, call.stay.id) !== undefined
}

/** The provider has paused the recording, or lets it go on. */
export function decidePauseSet(
  call: Call,
  { stayId, isPaused }: News<"pause_set">,
  context: Context,
): Decision {
  if (call.phase === "ended" || call.stay?.id !== stayId || call.isRecordingPaused === isPaused)
    return nothing(call)
  const plan = new Plan(call)
  plan.record({ kind: isPaused ? "recording_paused" : "recording_resumed", at: context.now, stayId })
  return plan.decision()
}

/** The provider would not. */
export function decidePauseRefused(call: Call, event: News<"pause_refused">, context: Context): Decision {
  const plan = new Plan(call)
  pauseRefused(plan, event, context)
  // Something may be kept that was not to be: whoever operates the product hears of it.
  const detail = `call ${call.id}: the recording was not ${event.isPaused ? "paused" : "resumed"}: ${event.error}`
  plan.add({ kind: "raise_alarm", alarm: "provider_refused", detail })
  return plan.decision()
}

/** What an agent wanted of the recording and the provider refused is not wanted any more: the screen says what is true. */
export function pauseRefused(
  plan: Plan,
  { stayId, isPaused, error }: Omit<News<"pause_refused">, "kind" | "callId">,
  { now }: Context,
): void {
  const { call } = plan
  if (call.phase === "ended" || call.stay?.id !== stayId) return
  if (call.isPauseAsked !== isPaused || call.isRecordingPaused === isPaused) return
  plan.record({ kind: "pause_refused", at: now, stayId, error })
}
