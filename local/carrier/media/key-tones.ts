import type { MediaClock } from "./clock.ts"
import { Playout } from "./playout.ts"
import type { Source } from "./source.ts"
import { concat, keyTone, quiet } from "./tone.ts"

/** Silence after each key, so that the same key twice is heard as two. */
const GAP_MS = 80
const never = new AbortController().signal

/** The keys somebody presses, as whoever is talked with hears them: one tone after another, however fast they were pressed. */
export class KeyTones implements Source {
  readonly #playout: Playout
  #last: Promise<unknown> = Promise.resolve()

  constructor(clock: MediaClock) {
    this.#playout = new Playout(clock)
  }

  press(key: string): void {
    this.#last = this.#last.then(() => this.#playout.play(concat([keyTone(key), quiet(GAP_MS)]), never))
  }

  frame(tick: number): Int16Array | null {
    return this.#playout.frame(tick)
  }
}
