import type { Change, TopicMessage } from "./message"
import type { Follower, Mark, TopicFeed } from "./topic-feed"

/** Where a row stands in its list: newest first by moment (ISO 8601), then by id. Lists in another order give one moment. */
export type Place = { at: string; id: string }

/** What one reading found. `seq`: how far the topic had come in the same snapshot. `next`: where the next page begins, null after the last. */
export type Reading<Row, Beside = null> = { seq: number; rows: Row[]; next: Place | null; beside: Beside }

/** A list of rows on one topic, by which rows it holds and in what order. */
export type ListSpec<Row, Beside = null> = {
  /** Whose rows it holds, as messages name it. */
  table: string
  /** Loads what `parse` needs, when the list begins to follow its topic. */
  prepare?(): Promise<unknown>
  /** A row as a message carries it; throws for one that cannot be read, or not yet, which leads to a reading. */
  parse(row: unknown): Row
  idOf(row: Row): string
  /** The id of the one row it can hold, where there is one: others need not be looked at. */
  only?: string
  placeOf(row: Row): Place
  includes(row: Row): boolean
  /** What a change of another table does to a row; the same row for nothing. */
  patch?(row: Row, change: Change): Row
  /** Whether a change makes what was read beside the rows old, so that it is read again. */
  outdates?(change: Change, beside: Beside): boolean
  /** What stands beside the rows after a further page of them was read; what stood there before unless given. */
  besideAfter?(beside: Beside, page: Reading<Row, Beside>): Beside
  /** Fewer rows than this are filled up from the next page. */
  atLeast?: number
  /** Reads `limit` rows (null: a page) from after `before` (null: from the beginning). */
  read(before: Place | null, limit: number | null): Promise<Reading<Row, Beside>>
}

/** What is known of a list; `rows` is undefined before the first reading. */
export type ListState<Row, Beside = null> = {
  rows: Row[] | undefined
  beside: Beside | undefined
  isFailed: boolean
  more: "none" | "there" | "loading" | "failed"
}

type Held<Row, Beside> = { seq: number; rows: Row[]; end: Place | null; beside: Beside }

/** Waits after readings that failed, in ms; the last one repeats. */
const retryDelays = [500, 1000, 2000, 5000, 10_000]
/** Waits, in ms, for what a message announced to show; after the last the message is taken for none of the database's. */
const showDelays = [50, 200]

/** Which of two places comes first in a list; negative for `a`. */
export function comparePlaces(a: Place, b: Place): number {
  // Text of one moment may differ by its offset; digits below a millisecond count.
  const newer = Date.parse(b.at) - Date.parse(a.at)
  if (newer) return newer
  if (a.at !== b.at) return a.at > b.at ? -1 : 1
  if (a.id === b.id) return 0
  return a.id > b.id ? -1 : 1
}

/**
 * The rows of a list as far as they were read, kept as the database has them by its topic: what is next in sequence is
 * taken in, and only a gap, a new subscription or a refusal leads to reading. Shows nothing itself; `watch` and `state`
 * are for `useSyncExternalStore`.
 */
export class LiveList<Row, Beside = null> implements Follower {
  private readonly spec: ListSpec<Row, Beside>
  private readonly watchers = new Set<() => void>()
  private feed: TopicFeed | null = null
  private held: Held<Row, Beside> | null
  private shown: ListState<Row, Beside>
  private reading: "no" | "once" | "again" = "no"
  private isLoadingMore = false
  private hasMoreFailed = false
  private failures = 0
  private notShown = { seq: 0, times: 0 }
  private isOld = false
  /** The database is known to have come so far. */
  private least = 0
  private timer: ReturnType<typeof setTimeout> | null = null

  constructor(spec: ListSpec<Row, Beside>, first?: Reading<Row, Beside>) {
    this.spec = spec
    this.held = first ? toHeld(first) : null
    this.shown = this.see()
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    if (this.isOld) this.read()
    else this.advance()
    return () => this.watchers.delete(watcher)
  }

  readonly state = (): ListState<Row, Beside> => this.shown

  /** How far the topic had come for what is shown; null before the first reading. */
  get seq(): number | null {
    return this.held?.seq ?? null
  }

  /** Follows `feed` from now on; reads unless what is held and what was heard since fit together. */
  follow(feed: TopicFeed, isLive: boolean) {
    this.feed = feed
    // What cannot be loaded now is loaded with the next reading.
    void this.spec.prepare?.().catch(() => undefined)
    if (this.held && (!isLive || feed.covers(this.held.seq))) this.advance()
    else this.read()
  }

  restart() {
    this.read()
  }

  reached(seq: number) {
    this.least = Math.max(this.least, seq)
    if (this.reading === "no" && this.held && this.held.seq < seq) this.read()
  }

  advance() {
    const { held, feed } = this
    if (!held || !feed) return
    let isChanged = false
    for (let next = feed.after(held.seq); next; next = feed.after(held.seq)) {
      if (!next.changes) {
        this.readUntilShown(next.seq)
        break
      }
      isChanged = this.apply(held, next) || isChanged
      held.seq = next.seq
    }
    if (isChanged) this.show()
    // A reading that is under way comes here again when it is done; so does whoever looks again.
    if (this.reading !== "no" || this.watchers.size === 0) {
      this.isOld ||= this.reading === "no" && feed.hasGapAfter(held.seq)
      return
    }
    if (feed.hasGapAfter(held.seq)) this.read()
    else if (held.end && held.rows.length < (this.spec.atLeast ?? 0)) this.loadMore()
  }

  /** Takes what was read elsewhere, the page's server, when it is newer than what is held. */
  offer(first: Reading<Row, Beside>) {
    if (this.held && this.held.seq >= first.seq) return
    this.held = toHeld(first)
    this.show()
    this.advance()
  }

  /** Reads anew, at once or after the reading that is under way; while nobody looks, when somebody does. */
  readonly read = () => {
    this.isOld = this.watchers.size === 0
    this.stopWaiting()
    if (this.isOld) return
    if (this.reading !== "no") {
      this.reading = "again"
      return
    }
    this.reading = "once"
    void this.readOn()
  }

  /** Reads the page after the last row. */
  readonly loadMore = () => {
    const end = this.held?.end
    if (!end || this.isLoadingMore || this.reading !== "no") return
    this.isLoadingMore = true
    this.hasMoreFailed = false
    this.show()
    const mark = this.feed?.mark()
    const isCurrent = () => this.held?.end === end && this.reading === "no"
    this.spec.read(end, null).then(
      (page) => {
        this.isLoadingMore = false
        if (isCurrent()) this.append(page, mark)
        else this.show()
      },
      () => {
        this.isLoadingMore = false
        this.hasMoreFailed = true
        this.show()
      },
    )
  }

  /**
   * Shows a row otherwise until the database says more of it: what a person has just done. The returned function takes that
   * back, unless more was said meanwhile.
   */
  change(id: string, change: (row: Row) => Row): () => void {
    const before = this.held?.rows.find((row) => this.spec.idOf(row) === id)
    if (before === undefined) return () => undefined
    const changed = change(before)
    this.replace(before, changed)
    return () => this.replace(changed, before)
  }

  private replace(present: Row, next: Row) {
    if (!this.held) return
    this.held.rows = this.held.rows.map((row) => (row === present ? next : row))
    this.show()
  }

  private async readOn() {
    const mark = this.feed?.mark()
    try {
      const fresh = await this.readAll()
      if (mark) this.feed?.settle(fresh.seq, mark)
      this.held = fresh
      this.failures = 0
    } catch {
      this.wait(retryDelays[Math.min(this.failures++, retryDelays.length - 1)] ?? 0)
    }
    const isAskedAgain = (this.reading as string) === "again"
    this.reading = "no"
    if (isAskedAgain || (this.held && this.failures === 0 && this.held.seq < this.least)) this.read()
    else if (this.failures === 0) this.advance()
    this.show()
  }

  private wait(delay: number) {
    this.stopWaiting()
    this.timer = setTimeout(this.read, delay)
  }

  private stopWaiting() {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  /** As much as is held now, read anew: page after page when that is more than one reading gives. */
  private async readAll(): Promise<Held<Row, Beside>> {
    const wanted = this.held?.rows.length ?? 0
    const all = toHeld(await this.spec.read(null, wanted > 0 ? wanted : null))
    while (all.end && all.rows.length < wanted) {
      const page = await this.spec.read(all.end, wanted - all.rows.length)
      // Two snapshots of one list fit together only where nothing was said between them.
      if (page.seq !== all.seq) break
      all.rows = [...all.rows, ...page.rows]
      this.takeEnd(all, page)
    }
    return all
  }

  private append(page: Reading<Row, Beside>, mark: Mark | undefined) {
    const { held, feed } = this
    if (!held) return
    if (mark) feed?.settle(page.seq, mark)
    if (page.seq < held.seq && !feed?.covers(page.seq)) return this.read()
    const known = new Set(held.rows.map((row) => this.spec.idOf(row)))
    held.rows = [...held.rows, ...page.rows.filter((row) => !known.has(this.spec.idOf(row)))]
    this.takeEnd(held, page)
    // What was said since the earlier of the two readings is taken in once more by what is newer: a row is its last state.
    held.seq = Math.min(held.seq, page.seq)
    this.sort(held)
    this.advance()
    this.show()
  }

  private takeEnd(held: Held<Row, Beside>, page: Reading<Row, Beside>) {
    held.end = page.next
    held.beside = this.spec.besideAfter?.(held.beside, page) ?? held.beside
  }

  /** A message says that more changed than it could hold, and a reading may be faster than the commit it tells of. */
  private readUntilShown(seq: number) {
    if (this.reading !== "no" || this.timer) return
    if (this.watchers.size === 0) {
      this.isOld = true
      return
    }
    const times = this.notShown.seq === seq ? this.notShown.times : 0
    this.notShown = { seq, times: times + 1 }
    const delay = times === 0 ? 0 : showDelays[times - 1]
    if (delay === 0) this.read()
    else if (delay === undefined) this.feed?.forget(seq)
    else this.wait(delay)
  }

  /** Whether anything that is shown is another than before. */
  private apply(held: Held<Row, Beside>, { changes }: TopicMessage): boolean {
    const before = held.rows
    for (const change of changes ?? []) {
      try {
        if (change.table === this.spec.table) this.place(held, change)
        else if (this.spec.patch) held.rows = patched(held.rows, change, this.spec.patch)
      } catch {
        // What cannot be read from a message, or not yet, is read from the database.
        this.read()
      }
      if (this.spec.outdates?.(change, held.beside)) this.read()
    }
    return held.rows !== before
  }

  private place(held: Held<Row, Beside>, { id, row }: Change) {
    const { spec } = this
    if (spec.only !== undefined && spec.only !== id) return
    const others = held.rows.filter((one) => spec.idOf(one) !== id)
    const isHere = others.length < held.rows.length
    const parsed = row === null ? null : spec.parse(row)
    const belongs =
      parsed !== null &&
      spec.includes(parsed) &&
      (held.end === null || comparePlaces(spec.placeOf(parsed), held.end) <= 0)
    if (!belongs && !isHere) return
    held.rows = belongs && parsed !== null ? [...others, parsed] : others
    this.sort(held)
  }

  private sort(held: Held<Row, Beside>) {
    const { placeOf } = this.spec
    held.rows.sort((a, b) => comparePlaces(placeOf(a), placeOf(b)))
  }

  private see(): ListState<Row, Beside> {
    const { held } = this
    const more = this.isLoadingMore ? "loading" : this.hasMoreFailed ? "failed" : "there"
    return {
      rows: held?.rows,
      beside: held?.beside,
      isFailed: this.failures > 0,
      more: held?.end ? more : "none",
    }
  }

  private show() {
    this.shown = this.see()
    for (const watcher of this.watchers) watcher()
  }
}

function toHeld<Row, Beside>({ seq, rows, next, beside }: Reading<Row, Beside>): Held<Row, Beside> {
  return { seq, rows: [...rows], end: next, beside }
}

function patched<Row>(rows: Row[], change: Change, patch: (row: Row, change: Change) => Row): Row[] {
  let isOther = false
  const next = rows.map((row) => {
    const changed = patch(row, change)
    isOther ||= changed !== row
    return changed
  })
  return isOther ? next : rows
}
