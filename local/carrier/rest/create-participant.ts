import type { Call } from "../state/call.ts"
import type { Conference } from "../state/conference.ts"
import { isParticipantLabel, type Participant, type ParticipantSettings } from "../state/participant.ts"
import { isSid } from "../state/sid.ts"
import {
  admit,
  type ConferenceParts,
  type ConferenceSetup,
  enter,
  openConference,
} from "../switching/open-conference.ts"
import { type PlacingParts, placeCall } from "../switching/place-call.ts"
import { MAX_PARTICIPANTS } from "../twiml/read-conference.ts"
import type { RestRequest } from "./context.ts"
import type { Form } from "./form.ts"
import { participantJson } from "./participant-json.ts"
import { coachMissing, requireCoached } from "./participants.ts"
import { checkConcurrency, readParties, readStatusCallback } from "./parties.ts"
import { notFound, type Reply, RestError } from "./reply.ts"

const LABEL_INVALID = 16024
const LABEL_IN_USE = 16026
const CONFERENCE_FULL = 16020
const DEFAULT_TIMEOUT_SECONDS = 60
const DEFAULT_TIME_LIMIT_SECONDS = 14_400

/**
 * POST /Conferences/{CF or name}/Participants: dials a party into a conference. An ended conference's SID is
 * not found; a name without an open conference opens a new one.
 */
export function createParticipant(request: RestRequest): Reply {
  const { exchange, form } = request
  const parties = readParties(exchange, form)
  const settings = readSettings(form)
  const setup = readConferenceSetup(form)
  const earlyMedia = form.flag("EarlyMedia") ?? true
  const leg = {
    ...parties,
    timeoutSeconds: form.integer("Timeout") ?? DEFAULT_TIMEOUT_SECONDS,
    timeLimitSeconds: form.integer("TimeLimit") ?? DEFAULT_TIME_LIMIT_SECONDS,
    statusCallback: readStatusCallback(form),
  }
  form.ignore("Region", "JitterBufferSize", "CallReason", "CallToken", "CallerDisplayName")
  form.done("Participants create")

  const nameOrSid = request.segments[1] ?? ""
  checkConference(existingConference(request, nameOrSid), settings)
  checkConcurrency(exchange)
  const conference = existingConference(request, nameOrSid) ?? openConference(exchange, nameOrSid, setup)
  const participant = dialInto(exchange, conference, leg, settings, earlyMedia)
  return { status: 201, body: participantJson(exchange, conference, participant) }
}

function dialInto(
  exchange: PlacingParts & ConferenceParts,
  conference: Conference,
  leg: Parameters<typeof placeCall>[1],
  settings: ParticipantSettings,
  earlyMedia: boolean,
): Participant {
  let participant: Participant | null = null
  const join = (): void => {
    if (participant && conference.find(participant.call.sid)) enter(exchange, conference, participant)
  }
  const call = placeCall(exchange, leg, join)
  participant = admit(exchange, conference, call, settings, true)
  const telephone = !leg.to.startsWith("client:")
  if (telephone && earlyMedia) {
    call.on("status", (status) => {
      if (status === "ringing") join()
    })
  }
  void participant.left.then(() => endWithoutPlace(call))
  return participant
}

/** A leg created for a conference has nothing to do outside it, unless it was given other instructions. */
function endWithoutPlace(call: Call): void {
  if (!call.ended && !call.instructed) call.finish(call.answered ? "completed" : "canceled", "carrier")
}

function existingConference({ exchange, path }: RestRequest, nameOrSid: string): Conference | null {
  if (!isSid("CF", nameOrSid)) return exchange.conferences.open(nameOrSid)
  const conference = exchange.conferences.get(nameOrSid)
  if (!conference || conference.status === "completed") throw notFound(path)
  return conference
}

function checkConference(room: Conference | null, settings: ParticipantSettings): void {
  const { label, callSidToCoach } = settings
  if (label !== null && !isParticipantLabel(label)) {
    throw new RestError(400, LABEL_INVALID, "Participant label invalid: max 128 chars, not a CallSid, no '/'")
  }
  if (label !== null && room?.find(label)) {
    throw new RestError(400, LABEL_IN_USE, `Participant label ${label} is in use by another participant`)
  }
  if (room?.full) throw new RestError(400, CONFERENCE_FULL, "The conference is full")
  if (callSidToCoach && room) requireCoached(room, callSidToCoach)
}

function readSettings(form: Form): ParticipantSettings {
  const coach = form.text("CallSidToCoach")
  const coaching = form.flag("Coaching") ?? coach !== null
  if (coaching && !coach) throw coachMissing()
  return {
    label: form.text("Label"),
    muted: form.flag("Muted") ?? false,
    beep: form.oneOf("Beep", ["true", "false", "onEnter", "onExit"]) ?? "true",
    startConferenceOnEnter: form.flag("StartConferenceOnEnter") ?? true,
    endConferenceOnExit: form.flag("EndConferenceOnExit") ?? false,
    callSidToCoach: coaching ? coach : null,
    waitUrl: form.has("WaitUrl") ? (form.url("WaitUrl") ?? "") : null,
    waitMethod: form.method("WaitMethod", "POST"),
  }
}

function readConferenceSetup(form: Form): ConferenceSetup {
  const record = form.oneOf("ConferenceRecord", ["true", "false", "record-from-start", "do-not-record"])
  const statusUrl = form.url("ConferenceStatusCallback")
  const recordingUrl = form.url("ConferenceRecordingStatusCallback")
  const statusCallback = {
    url: statusUrl ?? "",
    method: form.method("ConferenceStatusCallbackMethod", "POST"),
    events: form.events("ConferenceStatusCallbackEvent", ["start", "end"]),
  }
  const recordingCallback = {
    url: recordingUrl ?? "",
    method: form.method("ConferenceRecordingStatusCallbackMethod", "POST"),
    events: form.events("ConferenceRecordingStatusCallbackEvent", ["completed"]),
  }
  return {
    maxParticipants: Math.min(form.integer("MaxParticipants") ?? MAX_PARTICIPANTS, MAX_PARTICIPANTS),
    record: record === "true" || record === "record-from-start",
    trim: form.oneOf("ConferenceTrim", ["trim-silence", "do-not-trim"]) !== "do-not-trim",
    statusCallback: statusUrl ? statusCallback : null,
    recordingCallback: recordingUrl ? recordingCallback : null,
  }
}
