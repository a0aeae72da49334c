import type { NumberConfig } from "../options.ts"
import type { Moment } from "../state/call-record.ts"
import type { Step } from "./script.ts"
import type { Behaviour } from "./scripted-line.ts"

/** No number: true for the digits Twilio usually gives, or the word or digits to give instead. */
export type Withheld = boolean | "ANONYMOUS" | "RESTRICTED" | "UNAVAILABLE" | `+${number}`

/** A call by a scripted party to one of the account's numbers. */
export interface ScriptedCall {
  from: string
  to: string
  script?: Step[]
  withheld?: Withheld
  callerName?: string
  forwardedFrom?: string
}

/** What somebody at the other end of a call does now. */
export type PartyAction = { press: string } | { hangup: true } | { tone: number; ms: number }

export interface CallView {
  sid: string
  from: string
  to: string
  direction: string
  status: string
  durationSeconds: number
  conference: string | null
  moments: Moment[]
}

export interface ParticipantView {
  callSid: string
  label: string | null
  status: string
  joined: boolean
  hold: boolean
  muted: boolean
  coaching: boolean
  endConferenceOnExit: boolean
}

export interface ConferenceView {
  sid: string
  name: string
  status: string
  participants: ParticipantView[]
}

export interface StateView {
  calls: Omit<CallView, "moments">[]
  conferences: ConferenceView[]
  clients: string[]
  /** Webhooks on their way or held back. */
  pendingWebhooks: number
}

/** What a party hears, over the time it was listened to. */
export interface Heard {
  ms: number
  /** Root mean square as a share of full scale. */
  loudness: number
  /** The strongest frequency, 0 in silence. */
  dominantHz: number
  /** Amplitude, as a share of full scale, at each frequency asked for. */
  amplitudes: Record<string, number>
}

/** How somebody at an outside number takes calls. */
export interface EndpointSetup {
  number: string
  behaviour: Behaviour
  /** How long it rings before it is answered or declined; half a second when absent. */
  answerAfterMs?: number
  script?: Step[]
}

/** A day of calls squeezed into a shorter time. */
export interface BusyDaySetup {
  calls: number
  overMs: number
  seed?: number
  /** Called numbers; all of the account when absent. */
  to?: string[]
  /** Longest a caller waits before giving up. */
  patienceMs?: number
  /** Share of callers without a number. */
  withheldShare?: number
}

export interface BusyDayView {
  id: string
  planned: number
  placed: number
  /** Number of placed calls by their status. */
  byStatus: Record<string, number>
  callSids: string[]
}

export type { Behaviour, Moment, NumberConfig, Step }
