import type { Exchange } from "../exchange.ts"
import type { Conference } from "../state/conference.ts"
import type { Participant } from "../state/participant.ts"
import { rfc2822 } from "../webhooks/call-params.ts"
import { resourceUri } from "./context.ts"

/** A participant as REST shows it. */
export function participantJson(
  exchange: Pick<Exchange, "options">,
  conference: Conference,
  participant: Participant,
): Record<string, unknown> {
  const { call } = participant
  return {
    account_sid: exchange.options.accountSid,
    call_sid: call.sid,
    conference_sid: conference.sid,
    label: participant.label,
    call_sid_to_coach: participant.callSidToCoach,
    coaching: participant.coaching,
    date_created: rfc2822(participant.dateCreated),
    date_updated: rfc2822(participant.dateUpdated),
    end_conference_on_exit: participant.endConferenceOnExit,
    start_conference_on_enter: participant.startConferenceOnEnter,
    hold: participant.hold,
    muted: participant.muted,
    status: participant.status,
    queue_time: "0",
    uri: resourceUri(exchange, "Conferences", conference.sid, "Participants", call.sid),
  }
}
