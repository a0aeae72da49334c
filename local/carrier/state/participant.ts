import type { HttpMethod } from "../http.ts"
import type { MediaClock } from "../media/clock.ts"
import { KeyTones } from "../media/key-tones.ts"
import { Programme } from "../media/programme.ts"
import type { Call } from "./call.ts"
import { isSid } from "./sid.ts"

/** When a conference hears a beep for a participant. */
export type Beep = "true" | "false" | "onEnter" | "onExit"

/** What a participant's beep becomes when it is told whether to beep on leaving. */
export function beepWithExit(beep: Beep, onExit: boolean): Beep {
  const onEnter = beep === "true" || beep === "onEnter"
  if (onEnter) return onExit ? "true" : "onEnter"
  return onExit ? "onExit" : "false"
}

/** What may be said about a participant when it is added, by TwiML or by REST. */
export interface ParticipantSettings {
  label: string | null
  muted: boolean
  beep: Beep
  startConferenceOnEnter: boolean
  endConferenceOnExit: boolean
  /** The only participant who hears this one. */
  callSidToCoach: string | null
  /** null for the default music, empty for silence. */
  waitUrl: string | null
  waitMethod: HttpMethod
}

/**
 * Whether a label may name a participant: at most 128 characters, no '/' and no '%2F', nothing that looks like a call's
 * SID (Twilio's errors 16023 for TwiML and 16024 for REST).
 */
export function isParticipantLabel(label: string): boolean {
  return label.length <= MAX_LABEL_LENGTH && !/\/|%2f/i.test(label) && !isSid("CA", label)
}

const MAX_LABEL_LENGTH = 128

/** What of a participant may be changed once it is there, besides being muted and held. */
export type ParticipantChanges = Partial<Pick<Participant, "beep" | "callSidToCoach" | "endConferenceOnExit">>

type ParticipantStatus = "queued" | "connecting" | "ringing" | "connected" | "complete" | "failed"

/** A call's place in a conference: being dialled, or in it. */
export class Participant {
  readonly call: Call
  readonly label: string | null
  readonly startConferenceOnEnter: boolean
  /** Added by REST: the call ends with its place. */
  readonly addedByApi: boolean
  /** What this participant alone hears before the start and on hold. */
  readonly music: Programme
  /** What is said to this participant alone, over what it hears. */
  readonly announcement: Programme
  /** The tones of the keys it presses, as the others hear them. */
  readonly keys: KeyTones
  readonly dateCreated = new Date()
  dateUpdated = this.dateCreated
  beep: Beep
  endConferenceOnExit: boolean
  waitUrl: string | null
  waitMethod: HttpMethod
  muted: boolean
  hold = false
  callSidToCoach: string | null
  joined = false
  /** Fulfilled once the participant has left. */
  readonly left: Promise<void>
  #setLeft: () => void = () => undefined

  constructor(call: Call, settings: ParticipantSettings, addedByApi: boolean, clock: MediaClock) {
    this.call = call
    this.label = settings.label
    this.beep = settings.beep
    this.startConferenceOnEnter = settings.startConferenceOnEnter
    this.waitUrl = settings.waitUrl
    this.waitMethod = settings.waitMethod
    this.endConferenceOnExit = settings.endConferenceOnExit
    this.muted = settings.muted
    this.callSidToCoach = settings.callSidToCoach
    this.addedByApi = addedByApi
    this.music = new Programme(clock)
    this.announcement = new Programme(clock)
    this.keys = new KeyTones(clock)
    this.left = new Promise((resolve) => {
      this.#setLeft = resolve
    })
  }

  get coaching(): boolean {
    return this.callSidToCoach !== null
  }

  get status(): ParticipantStatus {
    if (this.joined && this.call.answered) return "connected"
    if (this.call.ended) return this.call.answered ? "complete" : "failed"
    if (this.call.status === "queued") return "queued"
    return this.call.status === "initiated"
      ? "connecting"
      : this.call.status === "ringing"
        ? "ringing"
        : "connected"
  }

  setLeft(): void {
    this.joined = false
    this.music.stop()
    this.announcement.stop()
    this.#setLeft()
  }
}
