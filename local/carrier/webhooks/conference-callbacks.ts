import type { HttpMethod } from "../http.ts"
import type { Conference } from "../state/conference.ts"
import type { Participant } from "../state/participant.ts"
import { rfc2822 } from "./call-params.ts"
import type { WebhookParams } from "./request.ts"
import type { WebhookSender } from "./sender.ts"

/** Where and for which events (`start end join leave mute hold modify announcement`) a conference reports. */
export interface ConferenceCallback {
  url: string
  method: HttpMethod
  events: string[]
}

/** Sends a conference's callbacks, numbered from 1 over all its events. */
export function reportConference(
  conference: Conference,
  callback: ConferenceCallback,
  accountSid: string,
  webhooks: WebhookSender,
): void {
  let sequence = 0
  const report = (kind: string, event: string, extra: WebhookParams): void => {
    sequence++
    if (!callback.events.includes(kind)) return
    webhooks.notify(callback.url, callback.method, {
      AccountSid: accountSid,
      ConferenceSid: conference.sid,
      FriendlyName: conference.name,
      SequenceNumber: String(sequence),
      Timestamp: rfc2822(new Date()),
      StatusCallbackEvent: event,
      ...extra,
    })
  }
  const reportOf = (kind: string, event: string) => (participant: Participant) =>
    report(kind, event, participantParams(participant))

  conference.on("start", (call) => report("start", "conference-start", { CallSid: call.sid }))
  conference.on("join", reportOf("join", "participant-join"))
  conference.on("hold", reportOf("hold", "participant-hold"))
  conference.on("unhold", reportOf("hold", "participant-unhold"))
  conference.on("mute", reportOf("mute", "participant-mute"))
  conference.on("unmute", reportOf("mute", "participant-unmute"))
  conference.on("modify", reportOf("modify", "participant-modify"))
  conference.on("leave", ({ participant, reason }) =>
    report("leave", "participant-leave", {
      ...participantParams(participant),
      ReasonParticipantLeft: reason,
      ParticipantCallStatus: participant.call.status,
    }),
  )
  conference.on("announced", ({ participant, url, failure }) =>
    report("announcement", failure === null ? "announcement-end" : "announcement-fail", {
      ...(participant ? participantParams(participant) : {}),
      AnnounceUrl: url,
      ...(failure === null ? {} : { ReasonAnnouncementFailed: failure }),
    }),
  )
  conference.on("end", ({ reason, by }) =>
    report("end", "conference-end", {
      ReasonConferenceEnded: reason,
      Reason: `Conference ended: ${reason.replaceAll("-", " ")}`,
      ...(by ? { CallSidEndingConference: by.call.sid } : {}),
      ...(by?.label ? { ParticipantLabelEndingConference: by.label } : {}),
    }),
  )
}

function participantParams(participant: Participant): WebhookParams {
  return {
    CallSid: participant.call.sid,
    Muted: String(participant.muted),
    Hold: String(participant.hold),
    Coaching: String(participant.coaching),
    EndConferenceOnExit: String(participant.endConferenceOnExit),
    StartConferenceOnEnter: String(participant.startConferenceOnEnter),
    ...(participant.label ? { ParticipantLabel: participant.label } : {}),
  }
}
