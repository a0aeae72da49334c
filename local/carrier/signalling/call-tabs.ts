import { randomUUID } from "node:crypto"
import type { WebRtcLeg } from "../media/webrtc-leg.ts"
import type { Payload, Session } from "./session.ts"

/** A call offered to several tabs at once, each with a media leg of its own, until one answers or all are told it is over. */
export class TabOffers {
  readonly #legs = new Map<Session, WebRtcLeg>()

  has(session: Session): boolean {
    return this.#legs.has(session)
  }

  /**
   * The SDP that is offered to a tab; null when the offer was withdrawn, or `isOver`, before it was made. Rejects when the leg
   * cannot make one.
   */
  async make(session: Session, leg: WebRtcLeg, isOver: () => boolean): Promise<string | null> {
    this.#legs.set(session, leg)
    const isWithdrawn = () => isOver() || !this.#legs.has(session)
    try {
      const sdp = await leg.offer()
      if (!isWithdrawn()) return sdp
    } catch (error) {
      // A leg that is closed while it makes its offer fails to make it.
      if (!isWithdrawn()) throw error
    }
    this.#legs.delete(session)
    void leg.close()
    return null
  }

  /** The leg of the tab that answered, from now on the caller's; the others' offers are cancelled. Null when it had none. */
  accept(session: Session, callSid: string): WebRtcLeg | null {
    const leg = this.#legs.get(session) ?? null
    if (!leg) return null
    this.#legs.delete(session)
    this.cancel(callSid)
    return leg
  }

  /** The tab is gone. */
  withdraw(session: Session): void {
    void this.#legs.get(session)?.close()
    this.#legs.delete(session)
  }

  /** Nobody may answer any more. Before an answer the SDK obeys `cancel` only; `hangup` is for calls that were answered. */
  cancel(callSid: string): void {
    for (const [session, leg] of this.#legs) {
      session.send("cancel", { callsid: callSid })
      void leg.close()
    }
    this.#legs.clear()
  }
}

/** The one tab that has a call. Its connection may be lost, and come back as another one that knows the call's token. */
export class CallTab {
  #session: Session | null = null
  #token = randomUUID()
  #graceTimer: NodeJS.Timeout | null = null

  /** What takes the call up again after a lost connection; a new one each time. */
  get reconnectToken(): string {
    return this.#token
  }

  isOn(session: Session): boolean {
    return this.#session === session
  }

  attach(session: Session): void {
    this.#session = session
  }

  send(type: string, payload: Payload): void {
    this.#session?.send(type, payload)
  }

  sendError(code: number, message: string, callSid: string): void {
    this.#session?.sendError(code, message, callSid)
  }

  /** The connection is lost; `onGone` is called after `graceMs`, unless the tab comes back before. */
  lose(graceMs: number, onGone: () => void): void {
    this.#session = null
    this.#graceTimer = setTimeout(onGone, graceMs)
  }

  /** The tab is back, if it shows the call's token. */
  resume(session: Session, token: unknown): boolean {
    if (token !== this.#token) return false
    this.#stopWaiting()
    this.#session = session
    this.#token = randomUUID()
    return true
  }

  /** The call is over. */
  release(): void {
    this.#stopWaiting()
    this.#session = null
  }

  #stopWaiting(): void {
    if (this.#graceTimer) clearTimeout(this.#graceTimer)
    this.#graceTimer = null
  }
}
