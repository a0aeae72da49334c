import type { MediaClock } from "./clock.ts"
import { pause } from "./pause.ts"
import { type Clip, ClipSource, clipMs, type Source } from "./source.ts"

/** What one listener is being played: clips after one another, silence between them. */
export class Playout implements Source {
  readonly #clock: MediaClock
  #current: ClipSource | null = null

  constructor(clock: MediaClock) {
    this.#clock = clock
  }

  frame(tick: number): Int16Array | null {
    return this.#current?.frame(tick) ?? null
  }

  /**
   * Plays a clip to its end, in real time whether or not anybody pulls its frames.
   * Rejects with the signal's reason when aborted; the audio stops at once then.
   */
  async play(clip: Clip, signal: AbortSignal): Promise<void> {
    const mine = new ClipSource(clip, this.#clock.now() + 1)
    this.#current = mine
    try {
      await pause(clipMs(clip), signal)
    } finally {
      // What has been put in its place goes on.
      if (this.#current === mine) this.#current = null
    }
  }

  /** Plays a clip over and over until `stop`. */
  loop(clip: Clip): void {
    this.#current = new ClipSource(clip, this.#clock.now() + 1, true)
  }

  stop(): void {
    this.#current = null
  }
}
