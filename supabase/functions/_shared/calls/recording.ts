import type { Context } from "./context.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import type { CallEvent } from "./events.ts"
import type { Call, Recording } from "./state.ts"
import type { Instant } from "./time.ts"

type News<Kind extends CallEvent["kind"]> = Extract<CallEvent, { kind: Kind }>

/** Until the call's end says better, its audio is expected within this time. */
export const longestTalkMs = 6 * 3_600_000

/** Where a recording is kept: below its account and call, so that a name says whose it is. */
export function objectNameOf(call: Call, recordingId: string): string {
  return `${call.accountId}/${call.id}/${recordingId}.wav`
}

/** Has a recording be expected by then, for the first time or again. */
export function expectRecording(plan: Plan, recordingId: string, expectedBy: Instant): void {
  const recording = plan.call.recordings.find(({ id }) => id === recordingId)
  if (!recording) return
  const { stayId, startedAt } = recording
  plan.work.push({ step: "expect_recording", recordingId, stayId, startedAt, expectedBy })
}

/** The recording of a stay: each has one at most. */
export function recordingOfStay(call: Call, stayId: string): Recording | undefined {
  return call.recordings.find((one) => one.stayId === stayId)
}

/**
 * The provider has the audio of a stay: it is fetched, also when it comes after somebody was alarmed. Audio of a stay nobody
 * talked in belongs to no memo and is not kept anywhere.
 */
export function decideRecordingReady(
  call: Call,
  { stayId, providerRecordingId }: News<"recording_ready">,
  { now, newId }: Context,
): Decision {
  const recording = recordingOfStay(call, stayId)
  const plan = new Plan(call)
  if (!recording) {
    // While the call goes on the news may have come before the talk it is about.
    if (call.phase === "ended")
      plan.add({ kind: "delete_provider_recording", recordingId: newId(), providerRecordingId })
    return plan.decision()
  }
  if (recording.state === "stored" || recording.state === "fetching") return nothing(call)
  const { id: recordingId } = recording
  plan.record({ kind: "recording_ready", at: now, recordingId, providerRecordingId })
  plan.work.push({ step: "fetch_recording", recordingId, providerRecordingId })
  const objectName = objectNameOf(call, recordingId)
  plan.add({ kind: "fetch_recording", callId: call.id, recordingId, providerRecordingId, objectName })
  return plan.decision()
}

/** Our copy is safe: the provider's is not needed any more (twilio.md 10). */
export function decideRecordingStored(
  call: Call,
  event: News<"recording_stored">,
  { now }: Context,
): Decision {
  const { kind: _, callId: __, recordingId, ...file } = event
  const recording = call.recordings.find(({ id }) => id === recordingId)
  if (!recording || recording.state === "stored") return nothing(call)
  const plan = new Plan(call)
  plan.record({ kind: "recording_stored", at: now, recordingId })
  plan.work.push({ step: "store_recording", recordingId, ...file, at: now })
  const { providerRecordingId } = recording
  if (providerRecordingId !== null)
    plan.add({ kind: "delete_provider_recording", recordingId, providerRecordingId })
  return plan.decision()
}

/** There is no audio, or it could not be had: said to whoever operates the product (J3's alarm). */
export function decideRecordingFailed(
  call: Call,
  recording: Recording | undefined,
  { error, alarm }: { error: string; alarm: "recording_overdue" | "recording_failed" },
  { now }: Context,
): Decision {
  if (!recording || recording.state === "stored" || recording.state === "failed") return nothing(call)
  const { id: recordingId } = recording
  const plan = new Plan(call)
  plan.record({ kind: "recording_failed", at: now, recordingId, error })
  plan.work.push({ step: "fail_recording", recordingId, error })
  plan.add({ kind: "raise_alarm", alarm, detail: `call ${call.id}: ${error}`.slice(0, 1000) })
  return plan.decision()
}
