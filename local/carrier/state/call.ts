import { type Source, silence } from "../media/source.ts"
import { CallRecord, type CallRecordSetup, type FinalStatus } from "./call-record.ts"

/**
 * The far end of a call: a browser's Voice SDK, the customer's phone page or a scripted party. The line tells
 * the call what the party does (`call.partyRings()`, `partyAnswers()`, `partyEnds()`, `partyPresses()`); the
 * call tells the line what the carrier does.
 */
export interface Line {
  readonly kind: "client" | "phone" | "script"
  /** What the party says. */
  readonly spoken: Source
  /** The carrier offers the party a call; the line answers with `partyRings` or `partyEnds`, later, not at once. */
  ring(call: Call): void
  /** The carrier answers the call the party made. */
  answer(call: Call): void
  /** The call is over, whoever ended it. */
  end(call: Call, status: FinalStatus): void
}

/** A call's place in a conference, as far as the call itself is concerned. */
interface ConferencePlace {
  readonly conferenceName: string
  /** Takes the call out, as an update by REST does. */
  takeOut(): void
}

interface CallSetup extends CallRecordSetup {
  line: Line
}

/** One leg between the carrier and a party. Its status only ever moves forward; a final status absorbs the rest. */
export class Call extends CallRecord {
  readonly line: Line
  /** What the party hears; whoever serves the call sets it. */
  heard: Source = silence
  /** Its place in a conference, from the moment it is being added until it left. */
  place: ConferencePlace | null = null
  #program: AbortController | null = null

  constructor(setup: CallSetup) {
    super(setup)
    this.line = setup.line
  }

  /** Whether instructions (TwiML) are in charge of the call now. */
  get instructed(): boolean {
    return this.#program !== null && !this.#program.signal.aborted
  }

  /** The call leaves the dialling queue. */
  begin(): void {
    if (this.status !== "queued") return
    this.startTime = new Date()
    this.become("initiated")
    this.line.ring(this)
  }

  partyRings(): void {
    if (this.status === "initiated") this.become("ringing")
  }

  partyAnswers(): void {
    if (this.status !== "initiated" && this.status !== "ringing") return
    this.answerTime = new Date()
    this.become("in-progress")
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

  /** A key of whoever the party talks with reaches it. */
  hearKey(digit: string): void {
    if (this.status === "in-progress") this.note("heard-key", digit)
  }

  /** The carrier picks up a call that the party made; nothing happens when it already has. */
  answer(): void {
    if (this.direction !== "inbound" || this.status !== "ringing") return
    this.answerTime = new Date()
    this.line.answer(this)
    this.become("in-progress")
  }

  /** Ends the call. The first end counts; later ones change nothing. */
  finish(status: FinalStatus, by: "party" | "carrier" | "api"): void {
    if (this.ended) return
    this.endTime = new Date()
    this.endedBy = by
    this.heard = silence
    this.become(status)
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
}
