import type { Call } from "../state/call.ts"
import type { Conference } from "../state/conference.ts"
import { isParticipantLabel, type Participant, type ParticipantSettings } from "../state/participant.ts"
import {
  admit,
  type ConferenceParts,
  type ConferenceSetup,
  enter,
  openConference,
} from "../switching/open-conference.ts"
import {
  CONFERENCE_FULL,
  INVALID_COACH,
  INVALID_LABEL_BY_TWIML,
  LABEL_IN_USE_BY_TWIML,
  TwimlError,
} from "../twiml/errors.ts"
import { resolveUrl } from "../twiml/resolve-url.ts"
import type { ConferenceNoun, Dial } from "../twiml/verbs.ts"
import type { Service } from "./service.ts"

/**
 * Puts the call into a conference until it leaves or the conference ends; resolves with whether it was in it. A label that is
 * none (16023) or is in use (16025), a full room and a coached call that is not there are alerts
 * (twilio.com/docs/api/errors/16025).
 */
export async function dialConference(
  { exchange, call, signal }: Service,
  verb: Dial,
  noun: ConferenceNoun,
  documentUrl: string,
): Promise<boolean> {
  const joined = joinConference(exchange, call, noun, documentUrl)
  if (joined) await stay(joined, verb, signal)
  return joined !== null
}

interface Joined {
  conference: Conference
  participant: Participant
}

function joinConference(
  exchange: ConferenceParts,
  call: Call,
  noun: ConferenceNoun,
  documentUrl: string,
): Joined | null {
  const problem = objection(exchange, noun)
  if (problem) {
    const { code, message } = problem
    exchange.alerts.add({ level: "error", code, message, callSid: call.sid, url: documentUrl })
    return null
  }
  const conference = openConference(exchange, noun.name, conferenceSetup(noun, documentUrl))
  const participant = admit(exchange, conference, call, settingsOf(noun, documentUrl), false)
  enter(exchange, conference, participant)
  return { conference, participant }
}

function objection(exchange: ConferenceParts, noun: ConferenceNoun): TwimlError | null {
  if (!isParticipantLabel(noun.participantLabel)) {
    return new TwimlError(
      INVALID_LABEL_BY_TWIML,
      "Conference: Participant label invalid (max 128 chars, not CallSid, no '/')",
    )
  }
  const room = exchange.conferences.open(noun.name)
  if (noun.participantLabel && room?.find(noun.participantLabel)) {
    return new TwimlError(
      LABEL_IN_USE_BY_TWIML,
      "Dial->Conference: Participant label is in use by another participant",
    )
  }
  if (room?.full) return new TwimlError(CONFERENCE_FULL, "Dial->Conference: the conference is full")
  if (noun.coach && !room?.find(noun.coach)) {
    return new TwimlError(INVALID_COACH, "Dial->Conference: the coached call is not in the conference")
  }
  return null
}

function settingsOf(noun: ConferenceNoun, documentUrl: string): ParticipantSettings {
  return {
    label: noun.participantLabel || null,
    muted: noun.muted,
    beep: noun.beep,
    startConferenceOnEnter: noun.startConferenceOnEnter,
    endConferenceOnExit: noun.endConferenceOnExit,
    callSidToCoach: noun.coach || null,
    waitUrl: noun.waitUrl ? resolveUrl(noun.waitUrl, documentUrl) : noun.waitUrl,
    waitMethod: noun.waitMethod,
  }
}

function conferenceSetup(noun: ConferenceNoun, documentUrl: string): ConferenceSetup {
  return {
    maxParticipants: noun.maxParticipants,
    record: noun.record,
    trim: noun.trim,
    statusCallback: noun.statusCallback
      ? {
          url: resolveUrl(noun.statusCallback, documentUrl),
          method: noun.statusCallbackMethod,
          events: noun.statusCallbackEvents,
        }
      : null,
    recordingCallback: noun.recordingStatusCallback
      ? {
          url: resolveUrl(noun.recordingStatusCallback, documentUrl),
          method: noun.recordingStatusCallbackMethod,
          events: noun.recordingStatusCallbackEvents,
        }
      : null,
  }
}

/** Resolves when the participant has left; takes it out at the time limit, or at `*` where that is asked for. */
async function stay({ conference, participant }: Joined, verb: Dial, signal: AbortSignal): Promise<void> {
  const { call } = participant
  const leave = (): void => conference.leave(participant, "participant_hung_up")
  const onDigit = (digit: string): void => {
    if (digit === "*" && verb.hangupOnStar) leave()
  }
  const limit = setTimeout(leave, verb.timeLimitSeconds * 1000)
  call.on("digit", onDigit)
  try {
    // Whoever ends or redirects the call also takes it out of the conference.
    await participant.left
    signal.throwIfAborted()
  } finally {
    clearTimeout(limit)
    call.off("digit", onDigit)
  }
}
