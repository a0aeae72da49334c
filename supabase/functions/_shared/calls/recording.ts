import type { Context } from "./context.ts"
import { type Decision, nothing, Plan } from "./decision.ts"
import type { CallEvent } from "./events.ts"
import type { Call, Recording } from "./state.ts"
import { type Instant, plus } from "./time.ts"

type News<Kind extends CallEvent["kind"]> = Extract<CallEvent, { kind: Kind }>

/** Until the call's end says better, its audio is expected within this time. */
export const longestTalkMs = 6 * 3_600_000

/** Where a recording is kept: below its account and call, so that a name says whose it is. */
export function objectNameOf(call: Call, recordingId: string): string {
  return `${call.accountId}/${call.id}/${recordingId}.wav`
}

const dayMs = 86_400_000

/** A recording has begun: its audio is expected, and it is kept as long as its number said when the call began. */
export function beginRecording(plan: Plan, recordingId: string, { now }: Context): void {
  expectRecording(plan, recordingId, plus(now, longestTalkMs))
  const recording = plan.call.recordings.find(({ id }) => id === recordingId)
  const dueAt = recording ? keptUntil(plan.call, recording) : null
  if (dueAt !== null) plan.deadlines.push({ kind: "recording_delete", subjectId: recordingId, dueAt })
}

/** Has a recording be expected by then, for the first time or again. */
export function expectRecording(plan: Plan, recordingId: string, expectedBy: Instant): void {
  const recording = plan.call.recordings.find(({ id }) => id === recordingId)
  if (!recording) return
  const { stayId, startedAt } = recording
  const keepUntil = keptUntil(plan.call, recording)
  plan.work.push({ step: "expect_recording", recordingId, stayId, startedAt, expectedBy, keepUntil })
}

function keptUntil({ recordingDays }: Call, { startedAt }: Recording): Instant | null {
  return recordingDays === null ? null : plus(startedAt, recordingDays * dayMs)
}

/** Whether it is to be nowhere any more. */
function isGone({ state }: Recording): boolean {
  return state === "deleting" || state === "deleted"
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
  if (isGone(recording)) {
    plan.add({ kind: "delete_provider_recording", recordingId, providerRecordingId })
    return plan.decision()
  }
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
  if (!recording || recording.state === "stored" || isGone(recording)) return nothing(call)
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
  if (!recording || recording.state === "stored" || recording.state === "failed" || isGone(recording))
    return nothing(call)
  const { id: recordingId } = recording
  const plan = new Plan(call)
  plan.record({ kind: "recording_failed", at: now, recordingId, error })
  plan.work.push({ step: "fail_recording", recordingId, error })
  plan.add({ kind: "raise_alarm", alarm, detail: `call ${call.id}: ${error}`.slice(0, 1000) })
  return plan.decision()
}

/**
 * The time of a recording is over, or somebody has asked for its end: it is deleted here and at the provider. Until that has
 * happened it is called `deleting`, and nobody plays it.
 */
export function decideRecordingDue(
  call: Call,
  recording: Recording | undefined,
  { now: at }: Context,
): Decision {
  if (!recording || recording.state === "deleted") return nothing(call)
  const { id: recordingId, providerRecordingId } = recording
  const plan = new Plan(call)
  if (recording.state !== "deleting") {
    plan.record({ kind: "recording_deleting", at, recordingId })
    plan.work.push({ step: "delete_recording", recordingId })
  }
  for (const kind of ["fetch_recording", "delete_provider_recording"] as const)
    plan.supersede(kind, recordingId)
  const objectName = objectNameOf(call, recordingId)
  plan.add({ kind: "delete_recording", callId: call.id, recordingId, objectName, providerRecordingId })
  return plan.decision()
}

/** It is nowhere any more. */
export function decideRecordingDeleted(
  call: Call,
  { recordingId }: News<"recording_deleted">,
  { now: at }: Context,
): Decision {
  if (call.recordings.find(({ id }) => id === recordingId)?.state !== "deleting") return nothing(call)
  const plan = new Plan(call)
  plan.record({ kind: "recording_deleted", at, recordingId })
  plan.work.push({ step: "forget_recording", recordingId, at })
  return plan.decision()
}

/** Between two rounds of tries to delete. */
const deleteAgainMs = 3_600_000

/** It could not be deleted: whoever operates the product hears of it, and it is tried again, for as long as it takes. */
export function deletionFails(plan: Plan, recordingId: string, error: string, { now }: Context): void {
  plan.deadlines.push({ kind: "recording_delete", subjectId: recordingId, dueAt: plus(now, deleteAgainMs) })
  const detail = `call ${plan.call.id}: recording ${recordingId}: ${error}`.slice(0, 1000)
  plan.add({ kind: "raise_alarm", alarm: "recording_not_deleted", detail })
}
