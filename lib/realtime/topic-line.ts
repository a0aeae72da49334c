import { type Change, readChange } from "./change"
import type { Channel, RealtimePort } from "./port"
import { Sequence } from "./sequence"
import type { Topic } from "./topics"

/** What a listener of a topic is told. Each of them is a reason to read again. */
export type TopicListener = {
  /** A row changed. */
  onEvent(change: Change): void
  /** Listening began or began anew: anything may have changed before. */
  onSubscribed(): void
  /** Messages were missed: so many were not told by `onEvent`, null when that is not known. */
  onGap(missed: number | null): void
}

export type LineState = "joining" | "live" | "lost"

/** Waits between attempts to join, in ms; the last one repeats. Short first: most losses are a socket's. */
const retryDelays = [250, 1000, 2000, 5000, 10_000]

/** One topic's shared channel: joins, joins again whenever it is lost, and hands messages to its listeners. */
export class TopicLine {
  readonly listeners = new Set<TopicListener>()
  state: LineState = "joining"
  private readonly topic: Topic
  private readonly port: RealtimePort
  private readonly onState: () => void
  private readonly sequence = new Sequence()
  private channel: Promise<Channel> | null = null
  private left: Promise<void> = Promise.resolve()
  private attempt = 0
  private failures = 0
  private retryTimer: ReturnType<typeof setTimeout> | null = null

  constructor(topic: Topic, port: RealtimePort, onState: () => void) {
    this.topic = topic
    this.port = port
    this.onState = onState
    this.join()
  }

  /** Tries now instead of after the remaining wait; nothing happens to a line that is live or joining. */
  retryNow() {
    if (this.retryTimer) this.join()
  }

  /** Gives the topic up for good. */
  async close() {
    this.attempt++
    this.stopWaiting()
    await this.leave()
  }

  /**
   * Takes in the number of the last message the database has sent. What was not heard is a gap; how large it is, is not known
   * of a topic that has said nothing since it was joined.
   */
  compare(seq: number) {
    if (this.state !== "live") return
    const { last } = this.sequence
    if (last !== null && seq <= last) return
    this.sequence.last = seq
    for (const listener of this.listeners) listener.onGap(last === null ? null : seq - last)
  }

  private join() {
    this.stopWaiting()
    const attempt = ++this.attempt
    const isCurrent = () => attempt === this.attempt
    const lost = () => {
      if (isCurrent()) this.lose()
    }
    this.setState("joining")
    // The old channel must be gone first: the service knows one channel a topic.
    this.channel = this.leave().then(() =>
      this.port.join(this.topic, {
        onJoined: () => isCurrent() && this.joined(),
        onLost: lost,
        onMessage: (payload) => isCurrent() && this.receive(payload),
      }),
    )
    this.channel.catch(lost)
  }

  private joined() {
    this.failures = 0
    this.sequence.restart()
    this.setState("live")
    for (const listener of this.listeners) listener.onSubscribed()
  }

  private lose() {
    this.attempt++
    void this.leave()
    const delay = retryDelays[Math.min(this.failures++, retryDelays.length - 1)]
    this.retryTimer = setTimeout(() => this.join(), delay)
    this.setState("lost")
  }

  private receive(payload: unknown) {
    const change = readChange(payload)
    if (!change) {
      for (const listener of this.listeners) listener.onGap(null)
      return
    }
    const before = this.sequence.last
    const arrival = this.sequence.arrive(change.seq)
    if (arrival === "repeated") return
    for (const listener of this.listeners) {
      if (arrival === "next") listener.onEvent(change)
      else listener.onGap(before === null ? null : change.seq - before)
    }
  }

  private leave(): Promise<void> {
    const channel = this.channel
    this.channel = null
    if (!channel) return this.left
    const leaving = channel.then((joined) => joined.leave())
    // Never joined, or the socket is gone: there is nothing to leave.
    this.left = leaving.catch(() => undefined)
    return this.left
  }

  private stopWaiting() {
    if (this.retryTimer) clearTimeout(this.retryTimer)
    this.retryTimer = null
  }

  private setState(state: LineState) {
    if (this.state === state) return
    this.state = state
    this.onState()
  }
}
