import { EventEmitter } from "node:events"
import type { HttpMethod } from "../http.ts"
import { makeSid } from "./sid.ts"

/** How a call ended, in Twilio's words for a call's final status. */
export type FinalStatus = "completed" | "busy" | "no-answer" | "failed" | "canceled"

/** Twilio's words for how far a call is; `initiated` is one of its status callbacks. */
export type CallStatus = "queued" | "initiated" | "ringing" | "in-progress" | FinalStatus

type CallDirection = "inbound" | "outbound-api" | "outbound-dial"

/** Where and for which events the application wants to hear of a call's progress. */
export interface StatusCallback {
  url: string
  method: HttpMethod
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

export interface CallRecordSetup {
  from: string
  to: string
  direction: CallDirection
  statusCallback?: StatusCallback | null
  /** The browser's or the participant's own parameters, sent along with TwiML requests. */
  parameters?: Record<string, string>
  forwardedFrom?: string
  callerName?: string
  /** The call whose TwiML dialled this one. */
  parentCallSid?: string
}

const FINAL: ReadonlySet<CallStatus> = new Set<FinalStatus>([
  "completed",
  "busy",
  "no-answer",
  "failed",
  "canceled",
])
const MAX_MOMENTS = 5000

/** What is known of a call, as REST and webhooks tell it; it says when its status changes, and each moment of its history. */
export class CallRecord extends EventEmitter<CallEvents> {
  readonly sid = makeSid("CA")
  readonly from: string
  readonly to: string
  readonly direction: CallDirection
  readonly statusCallback: StatusCallback | null
  readonly parameters: Record<string, string>
  readonly forwardedFrom: string | null
  readonly callerName: string | null
  readonly parentCallSid: string | null
  readonly dateCreated = new Date()
  readonly moments: Moment[] = []
  status: CallStatus
  startTime: Date | null = null
  answerTime: Date | null = null
  endTime: Date | null = null
  dateUpdated = this.dateCreated
  /** Number of the next status callback. */
  callbackSequence = 0
  /** Who ended it, once it has ended. */
  endedBy: "party" | "carrier" | "api" | null = null

  constructor(setup: CallRecordSetup) {
    super()
    this.setMaxListeners(0)
    this.from = setup.from
    this.to = setup.to
    this.direction = setup.direction
    this.statusCallback = setup.statusCallback ?? null
    this.parameters = setup.parameters ?? {}
    this.forwardedFrom = setup.forwardedFrom ?? null
    this.callerName = setup.callerName ?? null
    this.parentCallSid = setup.parentCallSid ?? null
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

  protected become(status: CallStatus): void {
    this.status = status
    this.dateUpdated = new Date()
    this.note(status)
    this.emit("status", status)
  }
}
