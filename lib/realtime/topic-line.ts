import { type Change, readMessage } from "./message"
import type { Channel, RealtimePort } from "./port"
import { type Follower, TopicFeed } from "./topic-feed"
import type { Topic } from "./topics"

export type LineState = "joining" | "live" | "lost"

/** Waits between attempts to join, in ms; the last one repeats. Short first: most losses are a socket's. */
const retryDelays = [250, 1000, 2000, 5000, 10_000]

/** One topic's shared channel: joins, joins again whenever it is lost, and keeps what is said for its followers. */
export class TopicLine {
  readonly feed = new TopicFeed()
  readonly followers = new Set<Follower>()
  state: LineState = "joining"
  private readonly topic: Topic
  private readonly port: RealtimePort
  private readonly onState: () => void
  private readonly onChange: (change: Change) => void
  private channel: Promise<Channel> | null = null
  private left: Promise<void> = Promise.resolve()
  private attempt = 0
  private failures = 0
  private retryTimer: ReturnType<typeof setTimeout> | null = null

  constructor(
    topic: Topic,
    port: RealtimePort,
    { onState, onChange }: { onState: () => void; onChange: (change: Change) => void },
  ) {
    this.topic = topic
    this.port = port
    this.onState = onState
    this.onChange = onChange
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

  /** Takes in the number of the last message the database had sent some time ago. What was not heard of it is a gap. */
  compare(seq: number) {
    if (this.state !== "live") return
    for (const follower of this.followers) follower.reached(seq)
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
    this.feed.restart()
    this.setState("live")
    for (const follower of this.followers) follower.restart()
  }

  private lose() {
    this.attempt++
    void this.leave()
    const delay = retryDelays[Math.min(this.failures++, retryDelays.length - 1)]
    this.retryTimer = setTimeout(() => this.join(), delay)
    this.setState("lost")
  }

  private receive(payload: unknown) {
    const message = readMessage(payload)
    if (!message) return
    this.feed.receive(message)
    for (const follower of this.followers) follower.advance()
    for (const change of message.changes ?? []) this.onChange(change)
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
