import type { Exchange } from "../exchange.ts"
import { tone } from "../media/tone.ts"
import { announce } from "../twiml/announce.ts"
import { type ConferenceCallback, reportConference } from "../webhooks/conference-callbacks.ts"
import type { RecordingCallback } from "../webhooks/recording-callbacks.ts"
import type { Call } from "./call.ts"
import type { Conference, LeaveReason } from "./conference.ts"
import { conferenceSound } from "./conference-audio.ts"
import { Participant, type ParticipantSettings } from "./participant.ts"
import { RecordingSession } from "./recording-session.ts"

/** What the participant that opens a conference decides for it; the same words of later ones are ignored. */
export interface RoomSetup {
  maxParticipants: number
  record: boolean
  trim: boolean
  statusCallback: ConferenceCallback | null
  recordingCallback: RecordingCallback | null
}

const BEEP = tone(1400, 180, 0.15)
const never = new AbortController().signal

/** The open conference of that name, or a new one. */
export function openRoom(exchange: Exchange, name: string, setup: RoomSetup): Conference {
  const existing = exchange.conferences.open(name)
  if (existing) return existing
  const conference = exchange.conferences.create(name, setup.maxParticipants)
  if (setup.statusCallback) {
    reportConference(conference, setup.statusCallback, exchange.options.accountSid, exchange.webhooks)
  }
  if (setup.record) recordRoom(exchange, conference, setup)
  conference.on("join", (participant) => {
    if (participant.beep === "true" || participant.beep === "onEnter") void conference.chime.play(BEEP, never)
  })
  conference.on("leave", ({ participant }) => {
    if (participant.beep === "true" || participant.beep === "onExit") void conference.chime.play(BEEP, never)
  })
  return conference
}

/** From the start of the conference to its end; a recording cannot be begun later. */
function recordRoom(exchange: Exchange, conference: Conference, setup: RoomSetup): void {
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
  exchange: Exchange,
  conference: Conference,
  call: Call,
  settings: ParticipantSettings,
  addedByApi: boolean,
): Participant {
  const participant = new Participant(call, conference, settings, addedByApi, exchange.clock)
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
export function enter(exchange: Exchange, participant: Participant): void {
  const { conference, waitUrl, waitMethod } = participant
  // With early media it came in when its telephone rang, and is answered now.
  if (participant.joined) return
  conference.join(participant)
  if (conference.status !== "init" || !participant.joined) return
  void announce(exchange, participant, waitUrl, waitMethod).then((failed) => {
    // Twilio: when the wait URL fails the participant does not stay in the conference.
    if (failed && conference.status === "init") conference.leave(participant, "participant_add_failed")
  })
}
