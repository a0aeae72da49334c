import type { Exchange } from "../exchange.ts"
import type { HttpMethod } from "../http.ts"
import type { Conference } from "../state/conference.ts"
import type { Participant } from "../state/participant.ts"
import { type AnnouncementParts, announce } from "../twiml/announce.ts"
import { rfc2822 } from "../webhooks/call-params.ts"
import { findConference } from "./conferences.ts"
import { type RestRequest, resourceUri } from "./context.ts"
import { page } from "./paging.ts"
import { notFound, type Reply, RestError } from "./reply.ts"

const INVALID_PARAMETER = 20001
const COACH_NOT_FOUND = 16054

/** GET /Conferences/{CF}/Participants: those being dialled or in the conference, oldest first. */
export function listParticipants(request: RestRequest): Reply {
  const { exchange, path, query, form } = request
  const conference = findConference(request)
  const [muted, hold, coaching] = [form.flag("Muted"), form.flag("Hold"), form.flag("Coaching")]
  const participants = conference.active().filter((participant) => {
    if (muted !== null && participant.muted !== muted) return false
    if (hold !== null && participant.hold !== hold) return false
    return coaching === null || participant.coaching === coaching
  })
  return page("participants", path, query, form, participants, (each) =>
    participantJson(exchange, conference, each),
  )
}

/** GET /Conferences/{CF}/Participants/{CA or label}. */
export function fetchParticipant(request: RestRequest): Reply {
  request.form.done("Participants fetch")
  const { conference, participant } = findParticipant(request)
  return { status: 200, body: participantJson(request.exchange, conference, participant) }
}

/** POST /Conferences/{CF}/Participants/{CA or label}: hold, mute, coach, ends the conference on exit. */
export function updateParticipant(request: RestRequest): Reply {
  const { exchange, form } = request
  const { conference, participant } = findParticipant(request)
  const hold = form.flag("Hold")
  const holdUrl = form.has("HoldUrl") ? (form.url("HoldUrl") ?? "") : null
  const holdMethod = form.method("HoldMethod", "GET")
  const muted = form.flag("Muted")
  const endsConference = form.flag("EndConferenceOnExit")
  const coaching = form.flag("Coaching")
  const coach = form.text("CallSidToCoach")
  form.done("Participants update")
  if (coaching && !coach) throw coachMissing()
  if (coach) requireCoached(conference, coach)

  if (muted !== null) conference.setMuted(participant, muted)
  if (endsConference !== null) conference.setEndConferenceOnExit(participant, endsConference)
  if (coaching === false) conference.setCoach(participant, null)
  else if (coach) conference.setCoach(participant, coach)
  if (hold !== null) setHold(exchange, conference, participant, { hold, url: holdUrl, method: holdMethod })
  return { status: 200, body: participantJson(exchange, conference, participant) }
}

/** DELETE /Conferences/{CF}/Participants/{CA or label}: takes it out; a leg created by REST ends with that. */
export function deleteParticipant(request: RestRequest): Reply {
  const { conference, participant } = findParticipant(request)
  conference.leave(participant, "participant_updated_via_api")
  return { status: 204, body: null }
}

function setHold(
  exchange: AnnouncementParts,
  conference: Conference,
  participant: Participant,
  { hold, url, method }: { hold: boolean; url: string | null; method: HttpMethod },
): void {
  const wasOnHold = participant.hold
  conference.setHold(participant, hold)
  // A new hold URL replaces the music of one who is on hold already.
  if (hold && (!wasOnHold || url !== null)) void announce(exchange, conference, participant, url, method)
  // Off hold before the conference has started it waits again.
  else if (!hold && wasOnHold && conference.status === "init") {
    void announce(exchange, conference, participant, participant.waitUrl, participant.waitMethod)
  }
}

/** Whoever coaches names whom. */
export function coachMissing(): RestError {
  return new RestError(400, INVALID_PARAMETER, "Coaching needs CallSidToCoach")
}

/** The coached call must be in the conference. */
export function requireCoached(conference: Conference, callSid: string): void {
  if (conference.find(callSid)?.joined) return
  throw new RestError(400, COACH_NOT_FOUND, `Call ${callSid} to coach is not in the conference`)
}

function findParticipant(request: RestRequest): { conference: Conference; participant: Participant } {
  const conference = findConference(request)
  const participant = conference.find(request.segments[3] ?? "")
  if (!participant) throw notFound(request.path)
  return { conference, participant }
}

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
