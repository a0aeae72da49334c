import { EventEmitter } from "node:events"
import { type Source, silence } from "../media/source.ts"
import type { FinalStatus, Line } from "./line.ts"
import type { Participant } from "./participant.ts"
import { makeSid } from "./sid.ts"

export type CallStatus = "queued" | "initiated" | "ringing" | "in-progress" | FinalStatus
type CallDirection = "inbound" | "outbound-api"

/** Where and for which events the application wants to hear of a call's progress. */
export interface StatusCallback {
  url: string
  method: "GET" | "POST"
  events: ReadonlySet<string>
}

/** One line of a call's history, for tests and the phone page. */
export interface Moment {
  /** Milliseconds since the epoch. */
  at: number
  what: string
  detail?: string
}

interface CallEvents {
  status: [CallStatus]
  digit: [string]
  moment: [Moment]
}

interface CallSetup {
  from: string
  to: string
  direction: CallDirection
  line: Line
  statusCallback?: StatusCallback | null
  /** The browser's or the participant's own parameters, sent along with TwiML requests. */
  parameters?: Record<string, string>
  forwardedFrom?: string
  callerName?: string
}

const FINAL: ReadonlySet<string> = new Set<FinalStatus>([
  "completed",
  "busy",
  "no-answer",
  "failed",
  "canceled",
])
const MAX_MOMENTS = 5000

/** One leg between the carrier and a party. Its status only ever moves forward; a final status absorbs the rest. */
export class Call extends EventEmitter<CallEvents> {
  readonly sid = makeSid("CA")
  readonly from: string
  readonly to: string
  readonly direction: CallDirection
  readonly line: Line
  readonly statusCallback: StatusCallback | null
  readonly parameters: Record<string, string>
  readonly forwardedFrom: string | null
  readonly callerName: string | null
  readonly dateCreated = new Date()
  readonly moments: Moment[] = []
  /** What the party hears; whoever serves the call sets it. */
  heard: Source = silence
  /** Its place in a conference, from the moment it is being added until it left. */
  participant: Participant | null = null
  status: CallStatus
  startTime: Date | null = null
  answerTime: Date | null = null
  endTime: Date | null = null
  dateUpdated = this.dateCreated
  /** Number of the next status callback. */
  callbackSequence = 0
  /** Who ended it, once it has ended. */
  endedBy: "party" | "carrier" | "api" | null = null
  #program: AbortController | null = null

  constructor(setup: CallSetup) {
    super()
    this.setMaxListeners(0)
    this.from = setup.from
    this.to = setup.to
    this.direction = setup.direction
    this.line = setup.line
    this.statusCallback = setup.statusCallback ?? null
    this.parameters = setup.parameters ?? {}
    this.forwardedFrom = setup.forwardedFrom ?? null
    this.callerName = setup.callerName ?? null
    this.status = setup.direction === "inbound" ? "ringing" : "queued"
    if (this.status === "ringing") this.startTime = this.dateCreated
    this.note(this.status)
  }

  get ended(): boolean {
    return FINAL.has(this.status)
  }

  get answered(): boolean {
    return this.answerTime !== null
  }

  /** Whether instructions (TwiML) are in charge of the call now. */
  get instructed(): boolean {
    return this.#program !== null && !this.#program.signal.aborted
  }

  /** Seconds since the answer, rounded up as Twilio bills them; 0 when it was never answered. */
  get durationSeconds(): number {
    if (!this.answerTime) return 0
    return Math.ceil(((this.endTime ?? new Date()).getTime() - this.answerTime.getTime()) / 1000)
  }

  /** Writes a line into the call's history and tells those who wait for it. */
  note(what: string, detail?: string): void {
    const moment: Moment = { at: Date.now(), what, ...(detail === undefined ? {} : { detail }) }
    if (this.moments.length < MAX_MOMENTS) this.moments.push(moment)
    this.emit("moment", moment)
  }

  /** The call leaves the dialling queue. */
  begin(): void {
    if (this.status !== "queued") return
    this.startTime = new Date()
    this.#become("initiated")
    this.line.ring(this)
  }

  partyRings(): void {
    if (this.status === "initiated") this.#become("ringing")
  }

  partyAnswers(): void {
    if (this.status !== "initiated" && this.status !== "ringing") return
    this.answerTime = new Date()
    this.#become("in-progress")
  }

  /** The party hung up, or refused or missed the call. */
  partyEnds(status: FinalStatus): void {
    this.finish(status, "party")
  }

  partyPresses(digits: string): void {
    if (this.status !== "in-progress") return
    for (const digit of digits) {
      this.note("digit", digit)
      this.emit("digit", digit)
    }
  }

  /** The carrier picks up a call that the party made; nothing happens when it already has. */
  answer(): void {
    if (this.direction !== "inbound" || this.status !== "ringing") return
    this.answerTime = new Date()
    this.line.answer(this)
    this.#become("in-progress")
  }

  /** Ends the call. The first end counts; later ones change nothing. */
  finish(status: FinalStatus, by: "party" | "carrier" | "api"): void {
    if (this.ended) return
    this.endTime = new Date()
    this.endedBy = by
    this.heard = silence
    this.#become(status)
    this.#program?.abort(new Error("the call ended"))
    this.line.end(this, status)
    this.removeAllListeners("digit")
  }

  /** Ends what the call is doing now, for a new program; its signal aborts when this one is replaced or the call ends. */
  takeOver(): AbortSignal {
    this.#program?.abort(new Error("the call was given other instructions"))
    this.#program = new AbortController()
    if (this.ended) this.#program.abort(new Error("the call ended"))
    return this.#program.signal
  }

  #become(status: CallStatus): void {
    this.status = status
    this.dateUpdated = new Date()
    this.note(status)
    this.emit("status", status)
  }
}
