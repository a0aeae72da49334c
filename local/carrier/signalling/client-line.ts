import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { Exchange } from "../exchange.ts"
import type { Source } from "../media/source.ts"
import { WebRtcLeg } from "../media/webrtc-leg.ts"
import type { Call } from "../state/call.ts"
import type { FinalStatus, Line } from "../state/line.ts"
import { API_VERSION } from "../webhooks/call-params.ts"
import type { Session } from "./session.ts"

/** What a `w` among digits waits. */
const WAIT_MS = 500
/** Media could not be agreed upon; the SDK's code for it. */
const MEDIA_FAILED = 53405

/** One identity's end of a call: every open tab is offered it, the first to answer has it. */
export class ClientLine implements Line {
  readonly kind = "client"
  readonly spoken: Source = { frame: (tick) => this.#leg?.frame(tick) ?? null }
  readonly #exchange: Exchange
  readonly #identity: string
  readonly #offers = new Map<Session, WebRtcLeg>()
  readonly #sessions: () => Session[]
  /** Custom parameters of `client:name?key=value`, passed on to the browser. */
  readonly #query: string
  #call: Call | null = null
  #session: Session | null = null
  #leg: WebRtcLeg | null = null
  #ownOffer: string | null = null
  /** The keys pressed so far, each after the one before it. */
  #keys: Promise<unknown> = Promise.resolve()
  #reconnectToken = randomUUID()
  #graceTimer: NodeJS.Timeout | null = null

  constructor(exchange: Exchange, identity: string, sessions: () => Session[], query = "") {
    this.#exchange = exchange
    this.#identity = identity
    this.#sessions = sessions
    this.#query = query
  }

  /** The browser makes the call: `sdp` is its offer. */
  beginOwnCall(session: Session, sdp: string): void {
    this.#session = session
    this.#ownOffer = sdp
    this.#leg = this.#newLeg()
  }

  /** Binds the browser's own call once it exists, and shows it as ringing. */
  bind(call: Call): void {
    this.#call = call
    this.#exchange.clients.claim(call.sid, this)
    this.#session?.send("ringing", { callsid: call.sid })
  }

  ring(call: Call): void {
    this.#call = call
    this.#exchange.clients.claim(call.sid, this)
    const sessions = this.#sessions()
    if (sessions.length === 0) {
      // Nobody of that name is registered.
      setImmediate(() => call.partyEnds("no-answer"))
      return
    }
    for (const session of sessions) void this.#offer(session, call)
  }

  answer(call: Call): void {
    const offer = this.#ownOffer
    const leg = this.#leg
    if (offer === null || !leg) return
    leg.answer(offer).then(
      (sdp) => {
        this.#session?.send("answer", { callsid: call.sid, sdp, reconnect: this.#reconnectToken })
        leg.send({ frame: (tick) => call.heard.frame(tick) })
      },
      () => this.#mediaFailed(call),
    )
  }

  end(call: Call, status: FinalStatus): void {
    this.#cancelOffers(null)
    if (this.#graceTimer) clearTimeout(this.#graceTimer)
    const failed =
      status === "completed" ? {} : { error: { code: 31005, message: `The call ended: ${status}` } }
    if (call.endedBy !== "party") this.#session?.send("hangup", { callsid: call.sid, ...failed })
    void this.#leg?.close()
    this.#session = null
    this.#exchange.clients.release(call.sid)
  }

  /** A tab answered. Later tabs are told that the call is over. */
  takeAnswer(session: Session, sdp: string): void {
    const call = this.#call
    const leg = this.#offers.get(session)
    if (!call || !leg || this.#leg || call.ended) {
      if (call) session.send("cancel", { callsid: call.sid })
      return
    }
    this.#offers.delete(session)
    this.#cancelOffers(session)
    this.#session = session
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
    if (session === this.#session) this.#call?.partyEnds(this.#call.answered ? "completed" : "canceled")
  }

  /** Keys of the browser's keypad, in their order; `w` waits half a second between them (Voice SDK, `sendDigits`). */
  press(session: Session, digits: string): void {
    if (session !== this.#session) return
    for (const key of digits) {
      this.#keys = this.#keys.then(() => (key === "w" ? sleep(WAIT_MS) : this.#call?.partyPresses(key)))
    }
  }

  /** A connection was lost. A call that is being talked on is kept for a while for the tab to come back. */
  sessionClosed(session: Session): void {
    const offered = this.#offers.get(session)
    this.#offers.delete(session)
    void offered?.close()
    const call = this.#call
    if (session !== this.#session || !call) return
    this.#session = null
    if (!call.answered) call.partyEnds("canceled")
    else this.#graceTimer = setTimeout(() => call.partyEnds("completed"), this.#exchange.options.reconnectMs)
  }

  /**
   * The tab is back on a new connection, or listens again on the same one with a renewed token; its audio never
   * stopped. False when the token is not the call's, or in the hands of another identity.
   */
  resume(session: Session, reconnectToken: unknown): boolean {
    const call = this.#call
    if (!call || call.ended || reconnectToken !== this.#reconnectToken) return false
    if (session.grant?.identity !== this.#identity) return false
    if (this.#graceTimer) clearTimeout(this.#graceTimer)
    this.#session = session
    this.#reconnectToken = randomUUID()
    session.send("answer", { callsid: call.sid, reconnect: this.#reconnectToken })
    call.note("client-reconnected")
    return true
  }

  async #offer(session: Session, call: Call): Promise<void> {
    const leg = this.#newLeg()
    this.#offers.set(session, leg)
    // A leg that is closed while it makes its offer fails to make it.
    const sdp = await leg.offer().catch(() => null)
    if (sdp === null || call.ended || !this.#offers.has(session)) {
      const isWithdrawn = call.ended || !this.#offers.has(session)
      this.#offers.delete(session)
      void leg.close()
      if (!isWithdrawn) this.#mediaFailed(call)
      return
    }
    const { accountSid } = this.#exchange.options
    const parameters = {
      CallSid: call.sid,
      From: call.from,
      To: call.to.split("?")[0],
      AccountSid: accountSid,
      ApiVersion: API_VERSION,
      ...(this.#query ? { Params: this.#query } : {}),
    }
    session.send("invite", { callsid: call.sid, sdp, parameters, reconnect: this.#reconnectToken })
    call.partyRings()
  }

  #newLeg(): WebRtcLeg {
    return new WebRtcLeg(this.#exchange.clock, this.#exchange.mediaAddress)
  }

  #mediaFailed(call: Call): void {
    this.#session?.sendError(MEDIA_FAILED, "The media connection failed", call.sid)
    call.partyEnds("failed")
  }

  #cancelOffers(except: Session | null): void {
    for (const [session, leg] of this.#offers) {
      // Before an answer the SDK obeys `cancel` only; `hangup` is for calls that were answered.
      if (session !== except) session.send("cancel", { callsid: this.#call?.sid })
      void leg.close()
    }
    this.#offers.clear()
  }
}
