import { tone } from "../media/tone.ts"
import type { Call } from "../state/call.ts"
import type { Conference } from "../state/conference.ts"
import { conferenceSound } from "../state/conference-audio.ts"
import type { LeaveReason } from "../state/conference-events.ts"
import type { Conferences } from "../state/conferences.ts"
import { Participant, type ParticipantSettings } from "../state/participant.ts"
import { playMusic } from "../twiml/announce.ts"
import type { AnnouncementParts } from "../twiml/play-document.ts"
import { type ConferenceCallback, reportConference } from "../webhooks/conference-callbacks.ts"
import type { RecordingCallback } from "../webhooks/recording-callbacks.ts"
import { type RecordingParts, RecordingSession } from "./recording-session.ts"

/** What conferences need of the carrier. */
export interface ConferenceParts extends AnnouncementParts, RecordingParts {
  readonly conferences: Conferences
}

/** What the participant that opens a conference decides for it; the same words of later ones are ignored. */
export interface ConferenceSetup {
  maxParticipants: number
  record: boolean
  trim: boolean
  statusCallback: ConferenceCallback | null
  recordingCallback: RecordingCallback | null
}

const BEEP = tone(1400, 180, 0.15)
const never = new AbortController().signal

/** The open conference of that name, or a new one. */
export function openConference(exchange: ConferenceParts, name: string, setup: ConferenceSetup): Conference {
  const existing = exchange.conferences.open(name)
  if (existing) return existing
  const conference = exchange.conferences.create(name, setup.maxParticipants)
  if (setup.statusCallback) {
    reportConference(conference, setup.statusCallback, exchange.options.accountSid, exchange.webhooks)
  }
  if (setup.record) recordConference(exchange, conference, setup)
  conference.on("join", (participant) => {
    if (participant.beep === "true" || participant.beep === "onEnter") void conference.chime.play(BEEP, never)
  })
  conference.on("leave", ({ participant }) => {
    if (participant.beep === "true" || participant.beep === "onExit") void conference.chime.play(BEEP, never)
  })
  return conference
}

/** From the start of the conference to its end; a recording cannot be begun later. */
function recordConference(exchange: RecordingParts, conference: Conference, setup: ConferenceSetup): void {
  conference.once("start", (call) => {
    const session = new RecordingSession(exchange, {
      callSid: call.sid,
      conferenceSid: conference.sid,
      source: "Conference",
      sound: conferenceSound(conference),
      callback: setup.recordingCallback,
      trim: setup.trim,
    })
    conference.once("end", () => void session.finish(true))
  })
}

/** Reserves a place in a conference for a call that is about to join it, and gives it up when the call ends. */
export function admit(
  { clock }: Pick<ConferenceParts, "clock">,
  conference: Conference,
  call: Call,
  settings: ParticipantSettings,
  addedByApi: boolean,
): Participant {
  const participant = new Participant(call, settings, addedByApi, clock)
  conference.admit(participant)
  call.on("status", () => {
    if (call.ended) conference.leave(participant, leaveReason(call))
  })
  return participant
}

function leaveReason(call: Call): LeaveReason {
  if (!call.answered) return "participant_add_failed"
  return call.endedBy === "api" ? "participant_updated_via_api" : "participant_hung_up"
}

/** Brings a participant into the room; until the conference starts it hears its wait URL. */
export function enter(exchange: AnnouncementParts, conference: Conference, participant: Participant): void {
  const { waitUrl, waitMethod } = participant
  // With early media it came in when its telephone rang, and is answered now.
  if (participant.joined) return
  conference.join(participant)
  if (conference.status !== "init" || !participant.joined) return
  void playMusic(exchange, conference, participant, waitUrl, waitMethod).then((failed) => {
    // Twilio: when the wait URL fails the participant does not stay in the conference.
    if (failed && conference.status === "init") conference.leave(participant, "participant_add_failed")
  })
}
