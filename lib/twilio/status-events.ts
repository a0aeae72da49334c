import type { SignedRequest } from "@/lib/twilio/signed-request"
import type { LegEndCause, RoutingRequest } from "@/supabase/functions/_shared/calls/events"

// A report as the event it means; null when it means nothing to us. The key is the thing's id, the event and its number.
// What must be there and is not becomes an empty text, which no event allows: whoever translates checks that.

/** Final statuses of a call, and what they say of a leg. */
const causes = new Map<string, LegEndCause>([
  ["completed", "completed"],
  ["busy", "declined"],
  ["no-answer", "unanswered"],
  ["failed", "failed"],
  ["canceled", "cancelled"],
])

/** A report on the customer's own call: only its end counts. */
export function callReport({ form }: SignedRequest): RoutingRequest | null {
  const providerCallId = form.get("CallSid") ?? ""
  const status = form.get("CallStatus") ?? ""
  if (!causes.has(status)) return null
  const [from, to] = [form.get("From"), form.get("To")]
  return {
    key: `${providerCallId}:${status}:${form.get("SequenceNumber") ?? ""}`,
    event: { kind: "customer_left", providerCallId, from, to },
  }
}

/** A report on the leg that was made for an offer. */
export function legReport({ form, query }: SignedRequest): RoutingRequest | null {
  const offerId = query.get("offer") ?? ""
  const providerLegId = form.get("CallSid") ?? ""
  const status = form.get("CallStatus") ?? ""
  const key = `${providerLegId}:${status}:${form.get("SequenceNumber") ?? ""}`
  if (status === "in-progress") return { key, event: { kind: "leg_answered", offerId, providerLegId } }
  const cause = causes.get(status)
  return cause ? { key, event: { kind: "leg_ended", offerId, providerLegId, cause } } : null
}

/** A report on a call's conference. Participants with a label are agents, labelled with their offer. */
export function conferenceReport({ form, query }: SignedRequest): RoutingRequest | null {
  const callId = query.get("call") ?? ""
  const conferenceId = form.get("ConferenceSid") ?? ""
  const providerLegId = form.get("CallSid") ?? ""
  const offerId = form.get("ParticipantLabel")
  const what = form.get("StatusCallbackEvent") ?? ""
  const key = `${conferenceId}:${what}:${form.get("SequenceNumber") ?? ""}`
  switch (what) {
    case "participant-join":
      return offerId
        ? { key, event: { kind: "agent_joined", offerId, providerLegId, conferenceId } }
        : { key, event: { kind: "customer_joined", callId, conferenceId } }
    case "participant-leave":
      // A leg that never got in leaves too; its own report says why.
      if (offerId) {
        return form.get("ReasonParticipantLeft") === "participant_add_failed"
          ? null
          : { key, event: { kind: "leg_ended", offerId, providerLegId, cause: "left" } }
      }
      return { key, event: { kind: "customer_left_conference", callId, conferenceId } }
    case "conference-end":
      return { key, event: { kind: "conference_ended", callId, conferenceId } }
    default:
      return null
  }
}

/** A report on a call's recording. */
export function recordingReport({ form, query }: SignedRequest): RoutingRequest | null {
  const callId = query.get("call") ?? ""
  const providerRecordingId = form.get("RecordingSid") ?? ""
  const status = form.get("RecordingStatus")
  const key = `${providerRecordingId}:${status}`
  if (status === "completed") return { key, event: { kind: "recording_ready", callId, providerRecordingId } }
  if (status !== "absent" && status !== "failed") return null
  const error = `The provider reports the recording ${status} (${form.get("ErrorCode") ?? "no code"})`
  return { key, event: { kind: "recording_failed", callId, error } }
}
