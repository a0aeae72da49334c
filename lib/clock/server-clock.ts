/** What a server said of its time. Moments here are those of the page's own steady clock (`performance.now()`), in ms. */
export type TimeHeard = {
  /** In ms since 1970. */
  time: number
  /** The true time was up to this much later, in ms: a `Date` header drops fractions of a second (RFC 9110 5.6.7). */
  precision: number
  sentAt: number
  heardAt: number
}

/** Two quartz clocks part by at most this share (100 ppm); what was known widens by it. */
const drift = 1e-4

/** So far, in ms, the browser's date and its steady clock may part before something must have happened to one of them. */
const suspicious = 2000

type Clocks = { steady(): number; date(): number }

/**
 * The server's time, carried on by a steady clock. Each answer says between which bounds the server's clock lies; their
 * overlap is kept, as Marzullo's algorithm and NTP do. The browser's own date, which may be wrong by hours, is used
 * until the first answer, and afterwards only to notice a jump: the machine slept, or somebody set its clock.
 */
export class ServerClock {
  private readonly clocks: Clocks
  /** Server's time minus steady time, and since when that is known. */
  private known: { least: number; most: number; at: number } | null = null
  private dateAhead = 0
  private isInDoubt = false
  private doubt: (() => void) | null = null

  constructor(clocks: Clocks) {
    this.clocks = clocks
  }

  /** Calls `ask` once when the clocks part; whatever is heard next settles it. */
  onDoubt(ask: () => void) {
    this.doubt = ask
  }

  /** The server's present time, in ms since 1970. */
  now(): number {
    if (!this.known) return this.clocks.date()
    this.watch()
    return this.clocks.steady() + (this.known.least + this.known.most) / 2
  }

  /** Takes in what a server said. What contradicts all that was known replaces it. */
  hear({ time, precision, sentAt, heardAt }: TimeHeard) {
    const heard = { least: time - heardAt, most: time + precision - sentAt }
    const at = this.clocks.steady()
    const before = this.known
    const slack = before ? (at - before.at) * drift : 0
    const least = Math.max(heard.least, before ? before.least - slack : Number.NEGATIVE_INFINITY)
    const most = Math.min(heard.most, before ? before.most + slack : Number.POSITIVE_INFINITY)
    this.known = least <= most ? { least, most, at } : { ...heard, at }
    this.dateAhead = this.clocks.date() - at
    this.isInDoubt = false
  }

  /** By how much the browser's date is ahead of the server's, in ms. */
  dateError(): number {
    return this.clocks.date() - this.now()
  }

  private watch() {
    if (this.isInDoubt) return
    const parted = this.clocks.date() - this.clocks.steady() - this.dateAhead
    if (Math.abs(parted) < suspicious) return
    this.isInDoubt = true
    this.doubt?.()
  }
}
