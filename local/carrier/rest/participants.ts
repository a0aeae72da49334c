import type { HttpMethod } from "../http.ts"
import type { Conference } from "../state/conference.ts"
import { beepWithExit, type Participant, type ParticipantChanges } from "../state/participant.ts"
import { announce, playMusic } from "../twiml/announce.ts"
import type { AnnouncementParts } from "../twiml/play-document.ts"
import { findConference } from "./conferences.ts"
import type { RestRequest } from "./context.ts"
import { page } from "./paging.ts"
import { participantJson } from "./participant-json.ts"
import { notFound, type Reply, RestError } from "./reply.ts"

const INVALID_PARAMETER = 20001
const COACH_NOT_FOUND = 16054
/** Twilio's "Call is not in-progress", for an announcement nobody would hear. */
const NOT_CONNECTED = 21220

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

/**
 * POST /Conferences/{CF}/Participants/{CA or label}: hold, mute, coach, whether it ends the conference on exit and beeps then,
 * other music to wait to, an announcement to this participant alone.
 */
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
  const beepsOnExit = form.flag("BeepOnExit")
  const wait = form.has("WaitUrl")
    ? { url: form.url("WaitUrl") ?? "", method: form.method("WaitMethod", "POST") }
    : null
  const announceUrl = form.url("AnnounceUrl")
  const announceMethod = form.method("AnnounceMethod", "POST")
  form.ignore("WaitMethod")
  form.done("Participants update")
  if (coaching && !coach) throw coachMissing()
  if (coach) requireCoached(conference, coach)

  if (muted !== null) conference.setMuted(participant, muted)
  const changes: ParticipantChanges = {
    ...(endsConference === null ? {} : { endConferenceOnExit: endsConference }),
    ...(coaching === false || coach ? { callSidToCoach: coaching === false ? null : coach } : {}),
    ...(beepsOnExit === null ? {} : { beep: beepWithExit(participant.beep, beepsOnExit) }),
  }
  if (Object.keys(changes).length > 0) conference.modify(participant, changes)
  if (wait) setWait(exchange, conference, participant, wait)
  if (hold !== null) setHold(exchange, conference, participant, { hold, url: holdUrl, method: holdMethod })
  if (announceUrl) {
    if (!participant.joined)
      throw new RestError(400, NOT_CONNECTED, "The participant is not in the conference")
    void announce(exchange, conference, participant, { url: announceUrl, method: announceMethod })
  }
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
  if (hold && (!wasOnHold || url !== null)) void playMusic(exchange, conference, participant, url, method)
  // Off hold before the conference has started it waits again.
  else if (!hold && wasOnHold && conference.status === "init") {
    void playMusic(exchange, conference, participant, participant.waitUrl, participant.waitMethod)
  }
}

/** Other music to wait to; who waits hears it from now on. */
function setWait(
  exchange: AnnouncementParts,
  conference: Conference,
  participant: Participant,
  { url, method }: { url: string; method: HttpMethod },
): void {
  participant.waitUrl = url
  participant.waitMethod = method
  if (participant.joined && conference.status === "init" && !participant.hold) {
    void playMusic(exchange, conference, participant, url, method)
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
