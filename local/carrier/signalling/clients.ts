import type { WebSocket } from "ws"
import { type ReceivingParts, receiveClientCall } from "../instructions/receive-call.ts"
import type { ResolvedOptions } from "../options.ts"
import type { Applications } from "../state/applications.ts"
import type { Line } from "../state/call.ts"
import { readAccessToken, TOKEN_EXPIRED, TOKEN_INVALID, TokenError } from "./access-token.ts"
import { ClientLine } from "./client-line.ts"
import { type Payload, Session } from "./session.ts"

/** The Voice SDK's words: the application is not there, the token has no outgoing grant, the call is not known. */
const APPLICATION_NOT_FOUND = 31001
const OUTGOING_NOT_ALLOWED = 31002
const CALL_UNKNOWN = 31481
/** setTimeout cannot wait longer. */
const MAX_TIMER_MS = 2_147_483_647

/** What browsers and their calls need of the carrier. */
interface ClientParts extends ReceivingParts {
  readonly options: ResolvedOptions
  readonly applications: Applications
  readonly mediaAddress: string
}

/** The browsers that are connected, by identity, and the calls they are in. */
export class Clients {
  readonly #sessions = new Set<Session>()
  readonly #lines = new Map<string, ClientLine>()
  readonly #exchange: ClientParts

  constructor(exchange: ClientParts) {
    this.#exchange = exchange
  }

  /** A new signalling connection. */
  connect(socket: WebSocket): void {
    const session: Session = new Session(socket, (type, payload) => this.#receive(session, type, payload))
    this.#sessions.add(session)
    socket.on("close", () => {
      this.#sessions.delete(session)
      for (const line of this.#lines.values()) line.sessionClosed(session)
    })
  }

  /** A line to every tab registered under an identity; `query` are custom parameters. */
  lineTo(identity: string, query: string): Line {
    return new ClientLine(this.#exchange, this, identity, () => this.#registered(identity), query)
  }

  /** Identities that would ring now. */
  identities(): string[] {
    const registered = [...this.#sessions].filter((session) => session.registered)
    return [...new Set(registered.flatMap((session) => session.grant?.identity ?? []))]
  }

  claim(callSid: string, line: ClientLine): void {
    this.#lines.set(callSid, line)
  }

  release(callSid: string): void {
    this.#lines.delete(callSid)
  }

  stop(): void {
    for (const session of this.#sessions) session.terminate()
  }

  #registered(identity: string): Session[] {
    return [...this.#sessions].filter((session) => session.registered && session.grant?.identity === identity)
  }

  #receive(session: Session, type: string, payload: Payload): void {
    if (type === "listen") this.#listen(session, payload)
    else if (!session.grant) session.sendError(TOKEN_INVALID, "there was no valid token")
    else if (session.grant.expiresAt <= Date.now()) session.sendError(TOKEN_EXPIRED, "the token has expired")
    else if (type === "register") this.#register(session, payload)
    else if (type === "invite") this.#invite(session, payload)
    else this.#forCall(session, type, payload)
  }

  #listen(session: Session, { token, reconnectTimeout }: Payload): void {
    try {
      const grant = readAccessToken(token, this.#exchange.options)
      session.grant = grant
      session.reconnectMs = typeof reconnectTimeout === "number" ? Math.max(0, reconnectTimeout) * 1000 : 0
      const ttl = Math.floor((grant.expiresAt - Date.now()) / 1000)
      session.send("connected", {
        region: "ASIAPAC_TOKYO",
        edge: "tokyo",
        home: "jp1",
        gateway: "local-carrier",
        token: { identity: grant.identity, ttl },
      })
      setTimeout(() => this.#expire(session), Math.min(grant.expiresAt - Date.now(), MAX_TIMER_MS)).unref()
    } catch (error) {
      if (!(error instanceof TokenError)) throw error
      session.registered = false
      session.sendError(error.code, error.message)
    }
  }

  /** An expired token ends the registration; a call being talked on goes on. */
  #expire(session: Session): void {
    if (!session.grant || session.grant.expiresAt > Date.now()) return
    session.registered = false
    session.sendError(TOKEN_EXPIRED, "the token has expired")
  }

  #register(session: Session, { media }: Payload): void {
    const wanted = (media as Payload | undefined)?.audio === true
    session.registered = wanted && session.grant?.mayReceive === true
    session.send(session.registered ? "ready" : "offline", {})
  }

  #invite(session: Session, payload: Payload): void {
    const callSid = String(payload.callsid)
    if (callSid.startsWith("CA")) {
      const resumed = this.#lines.get(callSid)?.resume(session, payload.reconnect) ?? false
      if (!resumed)
        session.send("hangup", {
          callsid: callSid,
          error: { code: CALL_UNKNOWN, message: "The call has ended" },
        })
      return
    }
    const { identity, applicationSid } = session.grant ?? {}
    if (!identity || !applicationSid) {
      const error = { code: OUTGOING_NOT_ALLOWED, message: "The token does not allow outgoing calls" }
      session.send("hangup", { callsid: callSid, error })
      return
    }
    const application = this.#exchange.applications.get(applicationSid)
    if (!application) {
      const error = { code: APPLICATION_NOT_FOUND, message: "Application not found" }
      session.send("hangup", { callsid: callSid, error })
      return
    }
    const line = new ClientLine(this.#exchange, this, identity, () => [])
    line.beginOwnCall(session, String(payload.sdp))
    // Until it is told the call's own SID the browser speaks of the one it made up.
    this.#lines.set(callSid, line)
    const params = String((payload.twilio as Payload | undefined)?.params ?? "")
    const parameters = Object.fromEntries(new URLSearchParams(params))
    const call = receiveClientCall(this.#exchange, { identity, application, parameters, line })
    call.on("status", () => {
      if (call.ended) this.#lines.delete(callSid)
    })
    line.bind(call)
  }

  #forCall(session: Session, type: string, payload: Payload): void {
    const line = this.#lines.get(String(payload.callsid))
    if (!line) return
    if (type === "answer") line.takeAnswer(session, String(payload.sdp))
    else if (type === "reject") line.reject(session)
    else if (type === "hangup") line.hangUp(session)
    else if (type === "dtmf") line.press(session, String(payload.dtmf ?? ""))
    else if (type === "message")
      session.sendError(20501, "Not implemented by the local carrier: call messages")
  }
}
