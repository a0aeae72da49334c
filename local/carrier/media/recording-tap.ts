import type { MediaClock } from "./clock.ts"
import { type Clip, FRAME_SAMPLES, type Source } from "./source.ts"

/** Below this peak a frame counts as silence (about -42 dB of full scale). */
const SILENCE_PEAK = 256

/** What a pause leaves in a recording: silence of the same length, or nothing. */
export type PauseBehavior = "silence" | "skip"

/** Writes down a source frame by frame, as it is heard. */
export class RecordingTap {
  readonly #frames: (Int16Array | null)[] = []
  readonly #unlisten: () => void
  #paused: PauseBehavior | null = null
  #quietFrames = 0

  constructor(clock: MediaClock, source: Source, onFrame?: (tap: RecordingTap) => void) {
    this.#unlisten = clock.listen((tick) => {
      const frame = source.frame(tick)
      this.#quietFrames = isQuiet(frame) ? this.#quietFrames + 1 : 0
      if (this.#paused === null) this.#frames.push(frame === null ? null : frame.slice())
      else if (this.#paused === "silence") this.#frames.push(null)
      onFrame?.(this)
    })
  }

  /** Frames of 20 ms since the last sound. */
  get quietFrames(): number {
    return this.#quietFrames
  }

  /** Frames of 20 ms written so far. */
  get length(): number {
    return this.#frames.length
  }

  pause(behavior: PauseBehavior): void {
    this.#paused = behavior
  }

  resume(): void {
    this.#paused = null
  }

  /** Ends the tap and gives what it holds; `trim` cuts silence at both ends, as Twilio does by default. */
  finish(trim: boolean): Clip {
    this.#unlisten()
    const frames = this.#frames
    let first = 0
    let last = frames.length
    if (trim) {
      while (first < last && isQuiet(frames[first] ?? null)) first++
      while (last > first && isQuiet(frames[last - 1] ?? null)) last--
    }
    const clip = new Int16Array((last - first) * FRAME_SAMPLES)
    for (let i = first; i < last; i++) {
      const frame = frames[i]
      if (frame) clip.set(frame, (i - first) * FRAME_SAMPLES)
    }
    return clip
  }
}

function isQuiet(frame: Int16Array | null): boolean {
  return frame === null || frame.every((sample) => Math.abs(sample) < SILENCE_PEAK)
}
