import { FRAME_MS } from "./source.ts"

/** Called once every 20 ms with the number of the tick. */
type TickListener = (tick: number) => void

/** After a stall longer than this the clock skips ahead instead of catching up packet by packet. */
const MAX_CATCH_UP_TICKS = 10

/**
 * The one clock of all media: tick n falls n × 20 ms after the start, however late a timer fired, so that
 * legs do not drift apart. It runs only while somebody listens.
 */
export class MediaClock {
  readonly #origin = performance.now()
  readonly #listeners = new Set<TickListener>()
  #next = 0
  #timer: NodeJS.Timeout | null = null
  #stopped = false

  /** The tick that is current now. */
  now(): number {
    return Math.floor((performance.now() - this.#origin) / FRAME_MS)
  }

  /** Starts calling `listener` at every tick; returns how to end that. */
  listen(listener: TickListener): () => void {
    this.#listeners.add(listener)
    if (!this.#timer && !this.#stopped) {
      this.#next = this.now() + 1
      this.#schedule()
    }
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Ends the clock for good. */
  stop(): void {
    this.#stopped = true
    this.#listeners.clear()
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }

  #schedule(): void {
    const due = this.#origin + this.#next * FRAME_MS - performance.now()
    this.#timer = setTimeout(() => this.#tick(), Math.max(0, due))
  }

  #tick(): void {
    this.#timer = null
    const current = this.now()
    if (current - this.#next > MAX_CATCH_UP_TICKS) this.#next = current
    while (this.#next <= current) {
      for (const listener of this.#listeners) listener(this.#next)
      this.#next++
    }
    if (this.#listeners.size > 0 && !this.#stopped) this.#schedule()
  }
}
