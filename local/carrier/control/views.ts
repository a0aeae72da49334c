import type { Call } from "../state/call.ts"
import type { Conference } from "../state/conference.ts"
import type { CallView, ConferenceView } from "./types.ts"

/** A call as the control API shows it. */
export function callView(call: Call): CallView {
  return {
    sid: call.sid,
    from: call.from,
    to: call.to,
    direction: call.direction,
    status: call.status,
    durationSeconds: call.durationSeconds,
    conference: call.place?.conferenceName ?? null,
    moments: call.moments,
  }
}

/** A conference as the control API shows it. */
export function conferenceView(conference: Conference): ConferenceView {
  return {
    sid: conference.sid,
    name: conference.name,
    status: conference.status,
    participants: conference.active().map((participant) => ({
      callSid: participant.call.sid,
      label: participant.label,
      status: participant.status,
      joined: participant.joined,
      hold: participant.hold,
      muted: participant.muted,
      coaching: participant.coaching,
      endConferenceOnExit: participant.endConferenceOnExit,
    })),
  }
}
