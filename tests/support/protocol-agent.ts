import { randomBytes } from "node:crypto"
import { EventEmitter } from "node:events"
import WebSocket from "ws"

/** A call offered to an agent, as the Voice SDK would show it. */
export interface OfferedCall {
  callSid: string
  /** From, To, AccountSid, ApiVersion and, for custom parameters, Params. */
  parameters: Record<string, string>
  /** What takes the call up again after a lost connection. */
  reconnectToken: string
}

interface AgentEvents {
  invite: [OfferedCall]
  /** The caller or the carrier gave up before an answer. */
  cancel: [string]
  hangup: [string]
  /** A call the agent dialled was answered. */
  answered: [string]
  ready: []
  refused: [{ code: number; message: string }]
}

const VERSION = "1.6"

/**
 * An agent's browser reduced to its signalling: registers, is offered calls, answers, hangs up. It sends and
 * receives no audio, so hundreds of its calls cost next to nothing.
 */
export class ProtocolAgent extends EventEmitter<AgentEvents> {
  readonly identity: string
  /** Offered and neither answered nor cancelled. */
  readonly ringing = new Map<string, OfferedCall>()
  /** Answered and not yet over. */
  readonly talking = new Set<string>()
  /** Dialled by the agent and not yet answered. */
  readonly dialling = new Set<string>()
  readonly #socket: WebSocket
  #dialled: Dialled | null = null

  private constructor(identity: string, socket: WebSocket) {
    super()
    this.identity = identity
    this.#socket = socket
    socket.on("message", (data) => this.#receive(String(data)))
  }

  /**
   * Connects and registers. Rejects when the token is refused (the message holds the code) or the carrier is gone.
   * @param signalUrl the carrier's `ws://…/signal`
   * @param token an access token whose identity is the agent's
   * @param reconnectTimeout seconds its calls are kept when the connection is lost, as the softphone asks for
   */
  static async connect(signalUrl: string, token: string, reconnectTimeout = 30): Promise<ProtocolAgent> {
    const socket = new WebSocket(signalUrl)
    await new Promise<void>((resolve, reject) => {
      socket.once("open", () => resolve())
      socket.once("error", reject)
    })
    const agent = new ProtocolAgent(identityOf(token), socket)
    agent.#send("listen", { token, browserinfo: {}, reconnectTimeout })
    agent.#send("register", { media: { audio: true } })
    await new Promise<void>((resolve, reject) => {
      agent.once("ready", () => resolve())
      agent.once("refused", ({ code, message }) => reject(new Error(`${code} ${message}`)))
    })
    return agent
  }

  /** The next call that is offered, or one that rings already. Rejects after `timeoutMs`. */
  nextInvite(timeoutMs = 10_000): Promise<OfferedCall> {
    const [waiting] = this.ringing.values()
    if (waiting) return Promise.resolve(waiting)
    return this.#next("invite", timeoutMs)
  }

  /** Waits until a call that was answered or dialled is over. Rejects after `timeoutMs`. */
  async untilHungUp(callSid: string, timeoutMs = 10_000): Promise<void> {
    while (this.talking.has(callSid) || this.dialling.has(callSid)) await this.#next("hangup", timeoutMs)
  }

  /** Waits until a call that rings stops ringing without an answer. Rejects after `timeoutMs`. */
  async untilCancelled(callSid: string, timeoutMs = 10_000): Promise<void> {
    while (this.ringing.has(callSid)) await this.#next("cancel", timeoutMs)
  }

  answer(callSid: string): void {
    if (!this.ringing.delete(callSid)) throw new Error(`${callSid} does not ring at ${this.identity}`)
    this.talking.add(callSid)
    this.#send("answer", { callsid: callSid, sdp: audioSdp("active") })
  }

  /**
   * Dials out through the application of the agent's token, as `Device.connect` does with its parameters. Resolves to the call's
   * SID as soon as it rings; rejects with the carrier's code and words when it is refused.
   */
  dial(params: Record<string, string>): Promise<string> {
    // The SDK makes an identifier up until it is told the call's own.
    const madeUp = `TJS${randomBytes(16).toString("hex")}`
    const twilio = { params: new URLSearchParams(params).toString() }
    return new Promise((resolve, reject) => {
      this.#dialled = { madeUp, resolve, reject }
      this.#send("invite", { callsid: madeUp, sdp: audioSdp("actpass"), twilio })
    })
  }

  /** Waits until a call the agent dialled is answered. Rejects after `timeoutMs`. */
  async untilAnswered(callSid: string, timeoutMs = 10_000): Promise<void> {
    while (!this.talking.has(callSid)) await this.#next("answered", timeoutMs)
  }

  reject(callSid: string): void {
    this.ringing.delete(callSid)
    this.#send("reject", { callsid: callSid })
  }

  hangup(callSid: string): void {
    this.dialling.delete(callSid)
    this.talking.delete(callSid)
    this.#send("hangup", { callsid: callSid })
  }

  press(callSid: string, digits: string): void {
    this.#send("dtmf", { callsid: callSid, dtmf: digits })
  }

  /** Vanishes as a crashed tab does: the connection is cut, nothing is said. */
  drop(): void {
    this.#socket.terminate()
  }

  /** Leaves as a closed tab does: hangs up, then closes the connection. */
  async close(): Promise<void> {
    for (const callSid of [...this.dialling, ...this.talking]) this.hangup(callSid)
    if (this.#socket.readyState === WebSocket.CLOSED) return
    const closed = new Promise((resolve) => this.#socket.once("close", resolve))
    this.#socket.close()
    await closed
  }

  #next<K extends keyof AgentEvents>(event: K, timeoutMs: number): Promise<AgentEvents[K][0]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.off(event, onEvent as never)
        reject(new Error(`no ${event} reached ${this.identity} within ${timeoutMs} ms`))
      }, timeoutMs)
      const onEvent = (value: AgentEvents[K][0]): void => {
        clearTimeout(timer)
        resolve(value)
      }
      this.once(event, onEvent as never)
    })
  }

  #send(type: string, payload: unknown): void {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({ type, payload, version: VERSION }))
    }
  }

  #receive(text: string): void {
    if (text.trim() === "") {
      // The heartbeat is echoed, as the SDK does.
      this.#socket.send("\n")
      return
    }
    const { type, payload } = JSON.parse(text) as { type: string; payload: Frame }
    const callSid = payload.callsid ?? ""
    if (type === "ready") this.emit("ready")
    if (type === "error" && payload.error) this.emit("refused", payload.error)
    if (type === "invite") {
      const offered = {
        callSid,
        parameters: payload.parameters ?? {},
        reconnectToken: payload.reconnect ?? "",
      }
      // The SDK ignores a second offer while it is in a call.
      if (this.ringing.size + this.talking.size > 0) return
      this.ringing.set(callSid, offered)
      this.emit("invite", offered)
    }
    if (type === "ringing" && this.#dialled) {
      this.dialling.add(callSid)
      this.#dialled.resolve(callSid)
    }
    if (type === "answer" && !this.talking.has(callSid)) {
      this.dialling.delete(callSid)
      this.talking.add(callSid)
      this.emit("answered", callSid)
    }
    if (type === "hangup" && callSid === this.#dialled?.madeUp) {
      this.#dialled.reject(new Error(`${payload.error?.code} ${payload.error?.message}`))
    }
    if (type === "cancel" && this.ringing.delete(callSid)) this.emit("cancel", callSid)
    if (type === "cancel" && this.talking.delete(callSid)) this.emit("hangup", callSid)
    if (type === "hangup" && (this.dialling.delete(callSid) || this.talking.delete(callSid)))
      this.emit("hangup", callSid)
  }
}

/** A call the agent has dialled, until it rings or is refused. */
interface Dialled {
  madeUp: string
  resolve: (callSid: string) => void
  reject: (error: Error) => void
}

interface Frame {
  callsid?: string
  parameters?: Record<string, string>
  reconnect?: string
  error?: { code: number; message: string }
}

function identityOf(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"))
  return String(claims.grants?.identity ?? "")
}

/** A description of PCMU audio that no packet will ever follow; an answer is `active`, an offer `actpass` (RFC 5763, 5). */
function audioSdp(setup: "active" | "actpass"): string {
  const fingerprint = [...randomBytes(32)]
    .map((byte) => byte.toString(16).padStart(2, "0").toUpperCase())
    .join(":")
  return [
    "v=0",
    "o=- 1 2 IN IP4 127.0.0.1",
    "s=-",
    "t=0 0",
    "a=group:BUNDLE 0",
    "a=msid-semantic: WMS",
    "m=audio 9 UDP/TLS/RTP/SAVPF 0",
    "c=IN IP4 0.0.0.0",
    "a=rtcp:9 IN IP4 0.0.0.0",
    `a=ice-ufrag:${randomBytes(3).toString("hex")}`,
    `a=ice-pwd:${randomBytes(12).toString("hex")}`,
    `a=fingerprint:sha-256 ${fingerprint}`,
    `a=setup:${setup}`,
    "a=mid:0",
    "a=sendrecv",
    "a=rtcp-mux",
    "a=rtpmap:0 PCMU/8000",
    "",
  ].join("\r\n")
}
