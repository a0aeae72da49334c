import type { Change } from "./message"
import type { Follower, TopicFeed } from "./topic-feed"

/** What a listener is told of changes whose rows the topic does not carry. Each is a reason to read. */
export type TopicListener = {
  /** A row changed. */
  onEvent(change: Change): void
  /** Listening began or began anew: anything may have changed before. */
  onSubscribed(): void
  /** Messages were missed, or too much changed to be named. */
  onGap(): void
}

/** Tells a listener of what is said on a topic, in sequence, and of gaps in it. */
export class TopicSignal implements Follower {
  private readonly listener: TopicListener
  private feed: TopicFeed | null = null
  /** Number of the newest message told of; null before the first since the topic was joined. */
  private last: number | null = null

  constructor(listener: TopicListener) {
    this.listener = listener
  }

  follow(feed: TopicFeed, isLive: boolean) {
    this.feed = feed
    this.last = feed.newest
    if (isLive) this.listener.onSubscribed()
  }

  restart() {
    this.last = null
    this.listener.onSubscribed()
  }

  reached(seq: number) {
    if (this.last !== null && seq <= this.last) return
    // Nothing was said since the topic was joined; what was said before the listener was told to read at the joining.
    const isQuiet = this.last === null && this.feed?.hasBeenRead(seq)
    this.last = seq
    if (isQuiet) return
    this.listener.onGap()
  }

  advance() {
    const { feed } = this
    if (!feed) return
    if (this.last === null && feed.newest !== null) this.last = feed.newest - 1
    if (this.last === null) return
    for (let next = feed.after(this.last); next; next = feed.after(this.last)) {
      this.last = next.seq
      if (next.changes) for (const change of next.changes) this.listener.onEvent(change)
      else this.listener.onGap()
    }
    if (feed.newest !== null && feed.newest > this.last) {
      this.last = feed.newest
      this.listener.onGap()
    }
  }
}
