import type { CallRecord, CallStatus } from "../state/call-record.ts"
import type { WebhookParams } from "./request.ts"

export const API_VERSION = "2010-04-01"

/** The parameters that go with every request about a call. */
export function callParams(call: CallRecord, accountSid: string): WebhookParams {
  return {
    AccountSid: accountSid,
    ApiVersion: API_VERSION,
    CallSid: call.sid,
    CallStatus: call.status,
    Direction: call.direction,
    From: call.from,
    To: call.to,
    Caller: call.from,
    Called: call.to,
    ...placeParams("From", call.from),
    ...placeParams("Caller", call.from),
    ...placeParams("To", call.to),
    ...placeParams("Called", call.to),
    ...(call.parentCallSid ? { ParentCallSid: call.parentCallSid } : {}),
    ...(call.forwardedFrom ? { ForwardedFrom: call.forwardedFrom } : {}),
    ...(call.callerName ? { CallerName: call.callerName } : {}),
  }
}

/** Twilio adds a place to each telephone number; outside North America only the country is known. */
function placeParams(party: string, number: string): WebhookParams {
  if (!number.startsWith("+")) return {}
  const country = number.startsWith("+81") ? "JP" : ""
  return { [`${party}City`]: "", [`${party}State`]: "", [`${party}Zip`]: "", [`${party}Country`]: country }
}

/** RFC 2822 in UTC, as in Twilio's callbacks: `Thu, 01 Jun 2017 20:48:32 +0000`. */
export function rfc2822(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000")
}

/** What a status callback adds for a status the call has just reached. */
export function progressParams(call: CallRecord, status: CallStatus, sequence: number): WebhookParams {
  const params: WebhookParams = {
    CallbackSource: "call-progress-events",
    SequenceNumber: String(sequence),
    Timestamp: rfc2822(new Date()),
    CallStatus: status,
  }
  if (call.ended) {
    params.CallDuration = String(call.durationSeconds)
    params.Duration = String(Math.ceil(call.durationSeconds / 60))
  }
  return params
}
