import WebSocket from "ws"

/** How often a client says that it is there, in ms; Realtime closes a socket that says nothing for a minute. */
const heartbeatMs = 25_000

/** A bare Realtime client (protocol version 1.0.0, JSON): joins topics, sends, and tells of broadcasts. */
export class RealtimeSocket {
  readonly #socket: WebSocket
  #ref = 0
  readonly #joined = new Map<string, () => void>()
  /** Called with the topic of every broadcast received. */
  onBroadcast: (topic: string) => void = () => undefined

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on("message", (data) => this.#receive(String(data)))
    const heart = setInterval(() => this.#push("phoenix", "heartbeat", {}), heartbeatMs)
    socket.on("close", () => clearInterval(heart))
  }

  /** Whether it is still connected. */
  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  /** Opens a socket to the gateway at `url` with one of the project's keys. */
  static async open(url: string, key: string): Promise<RealtimeSocket> {
    const address = `${url.replace(/^http/, "ws")}/realtime/v1/websocket?apikey=${key}&vsn=1.0.0`
    const socket = new WebSocket(address)
    await new Promise<void>((resolve, reject) => {
      socket.once("open", () => resolve())
      socket.once("error", reject)
    })
    return new RealtimeSocket(socket)
  }

  /** Joins a topic: a private one with somebody's access token, else a public one. */
  async join(topic: string, accessToken?: string): Promise<void> {
    const done = new Promise<void>((resolve) => this.#joined.set(topic, resolve))
    const config = {
      private: accessToken !== undefined,
      broadcast: { self: true },
      presence: { enabled: false },
    }
    this.#send(topic, "phx_join", {
      config,
      ...(accessToken === undefined ? {} : { access_token: accessToken }),
    })
    await done
  }

  broadcast(topic: string): void {
    this.#send(topic, "broadcast", { type: "broadcast", event: "change", payload: {} })
  }

  close(): void {
    this.#socket.terminate()
  }

  #send(topic: string, event: string, payload: object): void {
    this.#push(`realtime:${topic}`, event, payload)
  }

  #push(topic: string, event: string, payload: object): void {
    const ref = String(++this.#ref)
    this.#socket.send(JSON.stringify({ topic, event, payload, ref, join_ref: ref }))
  }

  #receive(text: string): void {
    const { topic, event, payload } = JSON.parse(text) as {
      topic: string
      event: string
      payload: { status?: string }
    }
    const name = topic.replace(/^realtime:/, "")
    if (event === "broadcast") this.onBroadcast(name)
    else if (event === "phx_reply" && this.#joined.has(name)) {
      if (payload.status !== "ok") throw new Error(`${name} may not be joined: ${text}`)
      this.#joined.get(name)?.()
      this.#joined.delete(name)
    }
  }
}
