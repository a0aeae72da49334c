import type { HttpMethod } from "../http.ts"
import type { Recording } from "../state/recordings.ts"
import { rfc2822 } from "./call-params.ts"
import type { WebhookParams } from "./request.ts"

/** Where and for which events (`in-progress completed absent`) a recording reports. */
export interface RecordingCallback {
  url: string
  method: HttpMethod
  events: string[]
}

/** The URL of a recording, without extension, as webhooks carry it. */
export function recordingUrl(baseUrl: string, accountSid: string, sid: string): string {
  return `${baseUrl}/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`
}

/** The parameters of a recording's status callback. */
export function recordingParams(recording: Recording, accountSid: string, baseUrl: string): WebhookParams {
  return {
    AccountSid: accountSid,
    ...(recording.conferenceSid
      ? { ConferenceSid: recording.conferenceSid }
      : { CallSid: recording.callSid }),
    RecordingSid: recording.sid,
    RecordingUrl: recordingUrl(baseUrl, accountSid, recording.sid),
    RecordingStatus: recording.status,
    RecordingDuration: String(recording.durationSeconds ?? 0),
    RecordingChannels: "1",
    RecordingStartTime: rfc2822(new Date(recording.startTime)),
    RecordingSource: recording.source,
    RecordingTrack: "both",
    ErrorCode: String(recording.errorCode ?? 0),
  }
}
