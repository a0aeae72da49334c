import type { TopicMessage } from "./message"

/** Messages kept for readings that are under way and for what is opened later. */
const keptMessages = 500

/** Something that is kept current by a topic. */
export type Follower = {
  /** From now on what is said is found in `feed`, which is heard at present or not. */
  follow(feed: TopicFeed, isLive: boolean): void
  /** Listening began or began anew: whatever is shown may be older than anything that will be said. */
  restart(): void
  /** Something was said, or more is known: what is next in sequence can be taken in. */
  advance(): void
  /** The database had come to `seq` some time ago, so that all of it has been said by now. */
  reached(seq: number): void
}

/** When a reading began, by what had been heard. */
export type Mark = { subscription: number; arrivals: number }

/**
 * What was said on one topic since it was joined, by number. A page may get messages doubled, out of order or not at all;
 * whoever follows takes in what is next after what it has, and reads when that is not there.
 */
export class TopicFeed {
  private readonly messages = new Map<number, { message: TopicMessage; arrival: number }>()
  private arrivals = 0
  private subscription = 0
  /** All messages after this one have been or will be heard; null until somebody has read since the topic was joined. */
  private base: number | null = null

  /** To be called when the topic is joined. */
  restart() {
    this.messages.clear()
    this.base = null
    this.subscription++
  }

  /** Takes a message in. Of two with one number the first counts. */
  receive(message: TopicMessage) {
    if (this.messages.has(message.seq)) return
    this.messages.set(message.seq, { message, arrival: ++this.arrivals })
    if (this.messages.size <= keptMessages) return
    const oldest = Math.min(...this.messages.keys())
    this.messages.delete(oldest)
    if (this.base !== null) this.base = Math.max(this.base, oldest)
  }

  /** Number of the newest message heard; null before the first. */
  get newest(): number | null {
    return this.messages.size === 0 ? null : Math.max(...this.messages.keys())
  }

  /** Whether everything that was said after `seq` is known or will be. */
  covers(seq: number): boolean {
    return this.base !== null && seq >= this.base
  }

  /** Whether somebody has read as far as `seq` since the topic was joined. */
  hasBeenRead(seq: number): boolean {
    return this.base !== null && seq <= this.base
  }

  /** The message after `seq`; undefined when it has not been heard. */
  after(seq: number): TopicMessage | undefined {
    return this.messages.get(seq + 1)?.message
  }

  /** Whether something was heard from beyond `seq` while what comes next was not. */
  hasGapAfter(seq: number): boolean {
    if (this.messages.has(seq + 1)) return false
    for (const heard of this.messages.keys()) if (heard > seq) return true
    return false
  }

  /** To be called when a reading begins; `settle` takes what it returns. */
  mark(): Mark {
    return { subscription: this.subscription, arrivals: this.arrivals }
  }

  /**
   * A reading that began at `mark` saw the topic at `seq`. A message is sent by a transaction that holds the topic's
   * sequence, so that all before it can be seen when it is heard: what was heard before the reading and does not follow
   * on it was never sent by the database. A reading that began before the topic was joined anew proves nothing.
   */
  settle(seq: number, mark: Mark) {
    if (mark.subscription !== this.subscription) return
    this.base = this.base === null ? seq : Math.min(this.base, seq)
    for (const [number, { arrival }] of this.messages) {
      if (number > seq + 1 && arrival <= mark.arrivals) this.messages.delete(number)
    }
  }

  /** Forgets a message that two readings did not find. */
  forget(seq: number) {
    this.messages.delete(seq)
  }
}
