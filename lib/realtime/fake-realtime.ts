type Frame = [joinRef: string | null, ref: string | null, topic: string, event: string, payload: unknown]

/**
 * A realtime service for tests, as the Supabase client's sockets find it: answers joins and heartbeats, and knows one channel
 * a topic and socket. Speaks Phoenix' JSON serialisation, version 2.0.0.
 */
export class FakeRealtime {
  readonly sockets: FakeSocket[] = []
  /** Whether new sockets are let in. */
  isUp = true

  /** What the client opens sockets with. */
  get transport() {
    const server = this
    return class extends FakeSocket {
      constructor() {
        super(server)
      }
    }
  }

  /** Sends `payload` as the database's message on a topic to whoever has joined it. */
  say(topic: string, payload: unknown) {
    const body = { type: "broadcast", event: "change", payload }
    for (const socket of this.sockets) {
      if (socket.joined.has(topic)) socket.receive([null, null, topic, "broadcast", body])
    }
  }

  /** Every socket's other end is gone, and none of them is told: a network that changed, a machine that slept. */
  vanish() {
    for (const socket of this.sockets) socket.isDead = true
  }

  /** Stops, which closes every socket, and lets nobody in until `isUp` is set again. */
  stop() {
    this.isUp = false
    for (const socket of this.sockets) socket.end(1006)
  }
}

class FakeSocket {
  readyState = 0
  binaryType = ""
  bufferedAmount = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  onerror: ((event: object) => void) | null = null
  /** Nothing arrives any more, at neither end. */
  isDead = false
  /** Topics joined, each with the reference of its join. */
  readonly joined = new Map<string, string | null>()

  constructor(server: FakeRealtime) {
    server.sockets.push(this)
    setTimeout(() => {
      if (!server.isUp) {
        this.onerror?.({})
        return this.end(1006)
      }
      this.readyState = 1
      this.onopen?.()
    })
  }

  send(text: string) {
    if (this.isDead) return
    const [joinRef, ref, name, event] = JSON.parse(text) as Frame
    const topic = name.replace(/^realtime:/, "")
    if (event === "phx_join") {
      if (this.joined.has(topic)) this.receive([this.joined.get(topic) ?? null, null, topic, "phx_close", {}])
      this.joined.set(topic, joinRef)
    }
    if (event === "phx_leave") this.joined.delete(topic)
    const response = event === "phx_join" ? { postgres_changes: [] } : {}
    const answer = { status: "ok", response }
    this.receive([joinRef, ref, topic === "phoenix" ? "phoenix" : topic, "phx_reply", answer])
  }

  /** Delivers a frame of the server's, soon. */
  receive([joinRef, ref, topic, event, payload]: Frame) {
    const name = topic === "phoenix" ? topic : `realtime:${topic}`
    setTimeout(() => {
      if (this.isDead || this.readyState !== 1) return
      this.onmessage?.({ data: JSON.stringify([joinRef, ref, name, event, payload]) })
    })
  }

  /** The client closes it: a dead one waits for an answer that does not come. */
  close() {
    if (this.isDead) this.readyState = 2
    else this.end(1000)
  }

  end(code: number) {
    if (this.readyState === 3) return
    this.readyState = 3
    this.joined.clear()
    setTimeout(() => this.onclose?.({ code }))
  }
}
