import { setTimeout as sleep } from "node:timers/promises"
import type { MediaClock } from "../media/clock.ts"
import type { Source } from "../media/source.ts"
import { WebRtcLeg } from "../media/webrtc-leg.ts"
import type { ResolvedOptions } from "../options.ts"
import type { Call, Line } from "../state/call.ts"
import type { FinalStatus } from "../state/call-record.ts"
import { API_VERSION } from "../webhooks/call-params.ts"
import { CallTab, TabOffers } from "./call-tabs.ts"
import type { Session } from "./session.ts"

/** What a `w` among digits waits. */
const WAIT_MS = 500
/** Media could not be agreed upon; the SDK's code for it. */
const MEDIA_FAILED = 53405

/** What a browser's end of a call needs of the carrier. */
interface ClientLineParts {
  readonly options: Pick<ResolvedOptions, "accountSid" | "reconnectMs">
  readonly clock: MediaClock
  readonly mediaAddress: string
}

/** Where messages of browsers about a call find its line. */
interface LineRegistry {
  claim(callSid: string, line: ClientLine): void
  release(callSid: string): void
}

/** One identity's end of a call: every open tab is offered it, the first to answer has it. */
export class ClientLine implements Line {
  readonly kind = "client"
  readonly spoken: Source = { frame: (tick) => this.#leg?.frame(tick) ?? null }
  readonly #exchange: ClientLineParts
  readonly #registry: LineRegistry
  readonly #identity: string
  readonly #offers = new TabOffers()
  readonly #sessions: () => Session[]
  /** Custom parameters of `client:name?key=value`, passed on to the browser. */
  readonly #query: string
  #call: Call | null = null
  readonly #tab = new CallTab()
  #leg: WebRtcLeg | null = null
  #ownOffer: string | null = null
  /** The keys pressed so far, each after the one before it. */
  #keys: Promise<unknown> = Promise.resolve()

  constructor(
    exchange: ClientLineParts,
    registry: LineRegistry,
    identity: string,
    sessions: () => Session[],
    query = "",
  ) {
    this.#exchange = exchange
    this.#registry = registry
    this.#identity = identity
    this.#sessions = sessions
    this.#query = query
  }

  /** The browser makes the call: `sdp` is its offer. */
  beginOwnCall(session: Session, sdp: string): void {
    this.#tab.attach(session)
    this.#ownOffer = sdp
    this.#leg = this.#newLeg()
  }

  /** Binds the browser's own call once it exists, and shows it as ringing. */
  bind(call: Call): void {
    this.#call = call
    this.#registry.claim(call.sid, this)
    this.#tab.send("ringing", { callsid: call.sid })
  }

  ring(call: Call): void {
    this.#call = call
    this.#registry.claim(call.sid, this)
    const sessions = this.#sessions()
    if (sessions.length === 0) {
      // Nobody of that name is registered.
      setImmediate(() => call.partyEnds("no-answer"))
      return
    }
    for (const session of sessions) this.#offer(session, call).catch(() => this.#mediaFailed(call))
  }

  answer(call: Call): void {
    const offer = this.#ownOffer
    const leg = this.#leg
    if (offer === null || !leg) return
    leg.answer(offer).then(
      (sdp) => {
        this.#tab.send("answer", { callsid: call.sid, sdp, reconnect: this.#tab.reconnectToken })
        leg.send({ frame: (tick) => call.heard.frame(tick) })
      },
      () => this.#mediaFailed(call),
    )
  }

  end(call: Call, status: FinalStatus): void {
    this.#offers.cancel(call.sid)
    const failed =
      status === "completed" ? {} : { error: { code: 31005, message: `The call ended: ${status}` } }
    if (call.endedBy !== "party") this.#tab.send("hangup", { callsid: call.sid, ...failed })
    void this.#leg?.close()
    this.#tab.release()
    this.#registry.release(call.sid)
  }

  /** A tab answered. Later tabs are told that the call is over. */
  takeAnswer(session: Session, sdp: string): void {
    const call = this.#call
    if (!call) return
    const leg = this.#leg || call.ended ? null : this.#offers.accept(session, call.sid)
    if (!leg) {
      session.send("cancel", { callsid: call.sid })
      return
    }
    this.#tab.attach(session)
    this.#leg = leg
    leg.send({ frame: (tick) => call.heard.frame(tick) })
    leg.takeAnswer(sdp).catch(() => this.#mediaFailed(call))
    call.partyAnswers()
  }

  /** A tab refused the call: it rings no longer anywhere. */
  reject(session: Session): void {
    if (this.#offers.has(session)) this.#call?.partyEnds("busy")
  }

  hangUp(session: Session): void {
    if (this.#tab.isOn(session)) this.#call?.partyEnds(this.#call.answered ? "completed" : "canceled")
  }

  /** Keys of the browser's keypad, in their order; `w` waits half a second between them (Voice SDK, `sendDigits`). */
  press(session: Session, digits: string): void {
    if (!this.#tab.isOn(session)) return
    for (const key of digits) {
      this.#keys = this.#keys.then(() => (key === "w" ? sleep(WAIT_MS) : this.#call?.partyPresses(key)))
    }
  }

  /**
   * A connection was lost. A call that is being talked on is kept for the tab to come back, as long as the tab has asked for and
   * the carrier allows (Voice SDK, `maxCallSignalingTimeoutMs`: Twilio "will not terminate the call until the timeout has expired").
   */
  sessionClosed(session: Session): void {
    this.#offers.withdraw(session)
    const call = this.#call
    if (!call || !this.#tab.isOn(session)) return
    const keptMs = Math.min(session.reconnectMs, this.#exchange.options.reconnectMs)
    if (call.answered) this.#tab.lose(keptMs, () => call.partyEnds("completed"))
    else call.partyEnds("canceled")
  }

  /**
   * The tab is back on a new connection, or listens again on the same one with a renewed token; its audio never
   * stopped. False when the token is not the call's, or in the hands of another identity.
   */
  resume(session: Session, reconnectToken: unknown): boolean {
    const call = this.#call
    if (!call || call.ended || session.grant?.identity !== this.#identity) return false
    if (!this.#tab.resume(session, reconnectToken)) return false
    session.send("answer", { callsid: call.sid, reconnect: this.#tab.reconnectToken })
    call.note("client-reconnected")
    return true
  }

  async #offer(session: Session, call: Call): Promise<void> {
    const sdp = await this.#offers.make(session, this.#newLeg(), () => call.ended)
    if (sdp === null) return
    const { accountSid } = this.#exchange.options
    const parameters = {
      CallSid: call.sid,
      From: call.from,
      To: call.to.split("?")[0],
      AccountSid: accountSid,
      ApiVersion: API_VERSION,
      ...(this.#query ? { Params: this.#query } : {}),
    }
    session.send("invite", { callsid: call.sid, sdp, parameters, reconnect: this.#tab.reconnectToken })
    call.partyRings()
  }

  #newLeg(): WebRtcLeg {
    return new WebRtcLeg(this.#exchange.clock, this.#exchange.mediaAddress)
  }

  #mediaFailed(call: Call): void {
    this.#tab.sendError(MEDIA_FAILED, "The media connection failed", call.sid)
    call.partyEnds("failed")
  }
}
