import type { Context } from "./context.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import type { CallEvent } from "./events.ts"
import type { Call } from "./state.ts"

type News<Kind extends CallEvent["kind"]> = Extract<CallEvent, { kind: Kind }>

/** Where a recording is kept: below its account and call, so that a name says whose it is. */
export function objectNameOf(call: Call, recordingId: string): string {
  return `${call.accountId}/${call.id}/${recordingId}.wav`
}

/** The provider has the audio: it is fetched, also when it comes after somebody was alarmed. */
export function decideRecordingReady(call: Call, event: News<"recording_ready">, { now }: Context): Decision {
  const { recording } = call
  if (!recording || recording.state === "stored" || recording.state === "fetching") return nothing(call)
  const { providerRecordingId } = event
  const plan = new Plan(call)
  plan.record({ kind: "recording_ready", at: now, providerRecordingId })
  plan.work.push({ step: "fetch_recording", recordingId: recording.id, providerRecordingId })
  const objectName = objectNameOf(call, recording.id)
  plan.effects.push({ kind: "fetch_recording", callId: call.id, providerRecordingId, objectName })
  return plan.decision()
}

/** Our copy is safe: the provider's is not needed any more (twilio.md 10). */
export function decideRecordingStored(
  call: Call,
  event: News<"recording_stored">,
  { now }: Context,
): Decision {
  const { recording } = call
  if (!recording || recording.state === "stored") return nothing(call)
  const { kind: _, callId: __, ...file } = event
  const plan = new Plan(call)
  plan.record({ kind: "recording_stored", at: now })
  plan.work.push({ step: "store_recording", recordingId: recording.id, ...file, at: now })
  const { providerRecordingId } = recording
  if (providerRecordingId !== null)
    plan.effects.push({ kind: "delete_provider_recording", providerRecordingId })
  return plan.decision()
}

/** There is no audio, or it could not be had: said to whoever operates the product (J3's alarm). */
export function decideRecordingFailed(
  call: Call,
  error: string,
  alarm: "recording_overdue" | "recording_failed",
  { now }: Context,
): Decision {
  const { recording } = call
  if (!recording || recording.state === "stored" || recording.state === "failed") return nothing(call)
  const plan = new Plan(call)
  plan.record({ kind: "recording_failed", at: now, error })
  plan.work.push({ step: "fail_recording", recordingId: recording.id, error })
  plan.effects.push({ kind: "raise_alarm", alarm, detail: `call ${call.id}: ${error}` })
  return plan.decision()
}
