import type { SignedRequest } from "@/lib/twilio/signed-request"
import { secondsOf } from "@/lib/twilio/voice-events"
import type { LegEndCause, RoutingRequest } from "@/supabase/functions/_shared/calls/events"

// A report as the event it means; null when it means nothing to us. The key is the thing's id, the event and its number.
// What must be there and is not becomes an empty text, which no event allows: whoever translates checks that.

/** Final statuses of a call, and what they say of a leg (twilio.com/docs/voice/api/call-resource#call-status-values). */
const causes = new Map<string, LegEndCause>([
  ["completed", "completed"],
  ["busy", "declined"],
  ["no-answer", "unanswered"],
  ["failed", "failed"],
  ["canceled", "cancelled"],
])

/** Why a leg of that status has ended; undefined while it has not. */
export function endCauseOf(status: string): LegEndCause | undefined {
  return causes.get(status)
}

/**
 * A report on a call that was made to us, at the address that belongs to the number, or to the softphones' application: only
 * its end counts. Whom a softphone says it calls is its own word, and no number that anybody called.
 */
export function callReport({ form }: SignedRequest): RoutingRequest | null {
  const providerLegId = form.get("CallSid") ?? ""
  const status = form.get("CallStatus") ?? ""
  const cause = endCauseOf(status)
  if (!cause) return null
  const isSoftphone = form.get("From")?.startsWith("client:") ?? false
  const [from, to] = isSoftphone ? [null, null] : [form.get("From"), form.get("To")]
  return {
    key: `${providerLegId}:${status}:${form.get("SequenceNumber") ?? ""}`,
    event: { kind: "leg_ended", legId: null, providerLegId, cause, from, to },
  }
}

/** A report on a leg we have made. */
export function legReport({ form, query }: SignedRequest): RoutingRequest | null {
  const legId = query.get("leg") ?? ""
  const providerLegId = form.get("CallSid") ?? ""
  const status = form.get("CallStatus") ?? ""
  const key = `${providerLegId}:${status}:${form.get("SequenceNumber") ?? ""}`
  if (status === "in-progress") return { key, event: { kind: "leg_answered", legId, providerLegId } }
  const cause = endCauseOf(status)
  if (!cause) return null
  return { key, event: { kind: "leg_ended", legId, providerLegId, cause, from: null, to: null } }
}

/** A report on the conference of a stay. Participants are labelled with their leg. */
export function conferenceReport({ form, query }: SignedRequest): RoutingRequest | null {
  const [callId, stayId] = [query.get("call") ?? "", query.get("stay") ?? ""]
  const conferenceId = form.get("ConferenceSid") ?? ""
  const providerLegId = form.get("CallSid") ?? ""
  const legId = form.get("ParticipantLabel") ?? ""
  const what = form.get("StatusCallbackEvent") ?? ""
  const key = `${conferenceId}:${what}:${form.get("SequenceNumber") ?? ""}`
  switch (what) {
    case "participant-join":
      return { key, event: { kind: "leg_joined", legId, providerLegId, stayId, conferenceId } }
    case "participant-leave":
      // A leg that never got in leaves too; its own report says why.
      return form.get("ReasonParticipantLeft") === "participant_add_failed"
        ? null
        : { key, event: { kind: "leg_left", legId, providerLegId, stayId, conferenceId } }
    case "conference-end":
      return { key, event: { kind: "stay_ended", callId, stayId, conferenceId } }
    default:
      return null
  }
}

/** A report on the recording of a stay. */
export function recordingReport({ form, query }: SignedRequest): RoutingRequest | null {
  const [callId, stayId] = [query.get("call") ?? "", query.get("stay") ?? ""]
  const providerRecordingId = form.get("RecordingSid") ?? ""
  const status = form.get("RecordingStatus")
  const key = `${providerRecordingId}:${status}`
  if (status === "completed")
    return {
      key,
      event: {
        kind: "recording_ready",
        callId,
        stayId,
        providerRecordingId,
        seconds: secondsOf(form.get("RecordingDuration")),
      },
    }
  if (status !== "absent" && status !== "failed") return null
  const error = `The provider reports the recording ${status} (${form.get("ErrorCode") ?? "no code"})`
  return { key, event: { kind: "recording_absent", callId, stayId, error } }
}
