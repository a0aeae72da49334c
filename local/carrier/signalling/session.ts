import type { WebSocket } from "ws"
import type { Grant } from "./access-token.ts"

const VERSION = "1.6"
/** The SDK reconnects after 15 s without a sign of life. */
const HEARTBEAT_MS = 6000
const SILENT_BEATS = 3

/** A message's payload, of unknown content until looked at. */
export type Payload = Record<string, unknown>

/** One signalling connection of a browser (PStream 1.6): frames of `{type, payload, version}` and a raw newline as heartbeat. */
export class Session {
  readonly #socket: WebSocket
  readonly #heartbeat: NodeJS.Timeout
  #unansweredBeats = 0
  /** Set by an accepted `listen`. */
  grant: Grant | null = null
  registered = false
  /** How long the browser wants its calls kept when this connection is lost; 0 for not at all. */
  reconnectMs = 0

  constructor(socket: WebSocket, onMessage: (type: string, payload: Payload) => void) {
    this.#socket = socket
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS)
    socket.on("close", () => clearInterval(this.#heartbeat))
    socket.on("error", () => socket.terminate())
    socket.on("message", (data) => {
      this.#unansweredBeats = 0
      const text = String(data)
      if (text.trim() === "") return
      const frame = parseFrame(text)
      if (frame) onMessage(frame.type, frame.payload)
    })
  }

  get open(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  send(type: string, payload: Payload): void {
    if (this.open) this.#socket.send(JSON.stringify({ type, payload, version: VERSION }))
  }

  sendError(code: number, message: string, callSid?: string): void {
    this.send("error", { error: { code, message }, ...(callSid ? { callsid: callSid } : {}) })
  }

  terminate(): void {
    this.#socket.terminate()
  }

  #beat(): void {
    // A browser that vanished without closing its connection is found out here.
    if (this.#unansweredBeats++ >= SILENT_BEATS) this.#socket.terminate()
    else if (this.open) this.#socket.send("\n")
  }
}

function parseFrame(text: string): { type: string; payload: Payload } | null {
  try {
    const frame = JSON.parse(text) as { type?: unknown; payload?: unknown }
    if (typeof frame.type !== "string") return null
    const payload =
      typeof frame.payload === "object" && frame.payload !== null ? (frame.payload as Payload) : {}
    return { type: frame.type, payload }
  } catch {
    return null
  }
}
