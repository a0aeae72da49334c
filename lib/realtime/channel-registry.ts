import type { Change } from "./message"
import type { RealtimePort } from "./port"
import type { Follower } from "./topic-feed"
import { TopicLine } from "./topic-line"
import type { Topic } from "./topics"

/** `live`: everything listened to is heard. `connecting`: not yet, but for a moment only. `stale`: the view may be old. */
export type RealtimeHealth = "live" | "connecting" | "stale"

/** How long, in ms, a topic may be silent before people are told; a reload or a short drop stays below it. */
export const staleAfter = 3000

/** How long, in ms, a topic nobody listens to stays joined: pages change faster than joins. */
const lingerFor = 2000

/** How often, in ms, a page that is seen asks whether it has heard everything. */
export const compareEvery = 60_000

/** A message that is on its way when the database is asked arrives within so long, in ms. */
export const arrivesWithin = 3000

/** All topics of one page: one shared channel each, and how well they are heard. */
export class ChannelRegistry {
  private readonly port: RealtimePort
  private readonly lines = new Map<Topic, TopicLine>()
  private readonly lingering = new Map<Topic, ReturnType<typeof setTimeout>>()
  private readonly watchers = new Set<() => void>()
  private readonly changeWatchers = new Set<(change: Change) => void>()
  private health: RealtimeHealth = "live"
  private staleTimer: ReturnType<typeof setTimeout> | null = null

  constructor(port: RealtimePort) {
    this.port = port
  }

  /** Has `follower` follow `topic` until the returned function is called. */
  listen(topic: Topic, follower: Follower): () => void {
    this.stopLingering(topic)
    let line = this.lines.get(topic)
    if (!line) {
      line = new TopicLine(topic, this.port, {
        onState: () => this.judge(),
        onChange: (change) => {
          for (const watcher of this.changeWatchers) watcher(change)
        },
      })
      this.lines.set(topic, line)
      this.judge()
    }
    line.followers.add(follower)
    follower.follow(line.feed, line.state === "live")
    return () => {
      line.followers.delete(follower)
      if (line.followers.size === 0 && this.lines.get(topic) === line) this.linger(topic)
    }
  }

  /** Whether the topic is heard at present. */
  isLive(topic: Topic): boolean {
    return this.lines.get(topic)?.state === "live"
  }

  /** Tells of every change on any topic, in whatever order and number it comes, until the returned function is called. */
  watchChanges(watcher: (change: Change) => void): () => void {
    this.changeWatchers.add(watcher)
    return () => this.changeWatchers.delete(watcher)
  }

  /** Tries every lost topic at once: a hidden page, whose timers sleep, was given a moment to run. */
  retryNow() {
    for (const line of this.lines.values()) line.retryNow()
  }

  /**
   * Asks the database how far each topic has come: messages may be lost without anything else looking different, and who
   * has not come as far then reads. Nothing happens when it cannot be asked.
   */
  async compare() {
    const live = [...this.lines].filter(([, line]) => line.state === "live")
    if (live.length === 0) return
    const numbers = await this.port.sequences(live.map(([topic]) => topic)).catch(() => null)
    if (!numbers) return
    setTimeout(() => {
      for (const [topic, seq] of numbers) this.lines.get(topic)?.compare(seq)
    }, arrivesWithin)
  }

  /** The network said it is gone: no need to wait for the socket to notice. */
  goOffline() {
    if (this.lines.size > 0) this.setHealth("stale")
  }

  /** The network is back. The socket may look open and be dead, so everything is joined over a new one. */
  async goOnline() {
    if (this.lines.size === 0) return
    // What cannot be loaded without a network is tried again by each topic.
    await this.port.reconnect().catch(() => undefined)
    this.retryNow()
  }

  /** For `useSyncExternalStore`. */
  readonly watchHealth = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  readonly currentHealth = (): RealtimeHealth => this.health

  private linger(topic: Topic) {
    const end = () => {
      this.lingering.delete(topic)
      const line = this.lines.get(topic)
      this.lines.delete(topic)
      this.judge()
      void line?.close()
    }
    this.lingering.set(topic, setTimeout(end, lingerFor))
  }

  private stopLingering(topic: Topic) {
    clearTimeout(this.lingering.get(topic))
    this.lingering.delete(topic)
  }

  private judge() {
    const isLive = [...this.lines.values()].every((line) => line.state === "live")
    if (isLive) {
      if (this.staleTimer) clearTimeout(this.staleTimer)
      this.staleTimer = null
      this.setHealth("live")
      return
    }
    if (this.health === "stale") return
    this.setHealth("connecting")
    this.staleTimer ??= setTimeout(() => this.setHealth("stale"), staleAfter)
  }

  private setHealth(health: RealtimeHealth) {
    if (this.health === health) return
    this.health = health
    for (const watcher of this.watchers) watcher()
  }
}
