import type { HttpMethod } from "../http.ts"
import type { Beep } from "../state/participant.ts"

// TwiML as far as this carrier speaks it: verbs with their attributes read, defaults filled in.

export interface Say {
  verb: "Say"
  text: string
  language: string
  /** 0 repeats until the call moves on. */
  loop: number
}

export interface Play {
  verb: "Play"
  /** Empty when only digits are played. */
  url: string
  /** Audio that is at hand, because it was the answer itself. */
  audio?: Buffer
  digits: string
  loop: number
}

export interface Pause {
  verb: "Pause"
  seconds: number
}

export interface Gather {
  verb: "Gather"
  /** Empty for the current document. */
  action: string
  method: HttpMethod
  timeoutSeconds: number
  finishOnKey: string
  numDigits: number | null
  actionOnEmptyResult: boolean
  prompts: (Say | Play | Pause)[]
}

export interface Record {
  verb: "Record"
  action: string
  method: HttpMethod
  timeoutSeconds: number
  maxLengthSeconds: number
  finishOnKey: string
  playBeep: boolean
  trim: boolean
  recordingStatusCallback: string
  recordingStatusCallbackMethod: HttpMethod
  recordingStatusCallbackEvents: string[]
}

export interface ConferenceNoun {
  name: string
  muted: boolean
  beep: Beep
  startConferenceOnEnter: boolean
  endConferenceOnExit: boolean
  participantLabel: string
  maxParticipants: number
  /** null for the default music, empty for silence. */
  waitUrl: string | null
  waitMethod: HttpMethod
  record: boolean
  trim: boolean
  coach: string
  statusCallback: string
  statusCallbackMethod: HttpMethod
  statusCallbackEvents: string[]
  recordingStatusCallback: string
  recordingStatusCallbackMethod: HttpMethod
  recordingStatusCallbackEvents: string[]
}

/** A telephone that is dialled. */
export interface NumberNoun {
  /** E.164, or what stood in its place. */
  number: string
  /** Keys it is sent once it has answered. */
  sendDigits: string
  statusCallback: string
  statusCallbackMethod: HttpMethod
  statusCallbackEvents: string[]
}

export interface Dial {
  verb: "Dial"
  action: string
  method: HttpMethod
  timeLimitSeconds: number
  timeoutSeconds: number
  hangupOnStar: boolean
  /** Empty for the caller's own number. */
  callerId: string
  /** The call itself is answered only once a dialled number is. */
  answerOnBridge: boolean
  to: { conference: ConferenceNoun } | { numbers: NumberNoun[] }
}

export interface Redirect {
  verb: "Redirect"
  url: string
  method: HttpMethod
}

export interface Reject {
  verb: "Reject"
  reason: "busy" | "rejected"
}

export interface Hangup {
  verb: "Hangup"
}

export type Verb = Say | Play | Pause | Gather | Record | Dial | Redirect | Reject | Hangup
