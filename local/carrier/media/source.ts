/** Telephone audio here is 8 kHz, 16-bit, mono, in frames of 20 ms (the packet time of the Voice SDK). */
export const SAMPLE_RATE = 8000
export const FRAME_MS = 20
export const FRAME_SAMPLES = 160

/** PCM samples at 8 kHz; whole clips, not frames. */
export type Clip = Int16Array

/**
 * Audio as a function of the clock's tick: 160 samples, or null for silence. Pulled by whoever listens,
 * so that audio nobody hears costs nothing.
 */
export interface Source {
  frame(tick: number): Int16Array | null
}

export const silence: Source = { frame: () => null }

/** Length of a clip in milliseconds. */
export function clipMs(clip: Clip): number {
  return (clip.length / SAMPLE_RATE) * 1000
}

/** A clip that began at `startTick`; with `loop` it goes on for ever, otherwise silence follows it. */
export class ClipSource implements Source {
  readonly #clip: Clip
  readonly #startTick: number
  readonly #loop: boolean

  constructor(clip: Clip, startTick: number, loop = false) {
    this.#clip = clip
    this.#startTick = startTick
    this.#loop = loop
  }

  frame(tick: number): Int16Array | null {
    const length = this.#clip.length
    if (tick < this.#startTick || length === 0) return null
    let offset = (tick - this.#startTick) * FRAME_SAMPLES
    if (this.#loop) offset %= length
    if (offset >= length) return null
    const frame = this.#clip.subarray(offset, offset + FRAME_SAMPLES)
    if (frame.length === FRAME_SAMPLES) return frame
    const padded = new Int16Array(FRAME_SAMPLES)
    padded.set(frame)
    if (this.#loop) padded.set(this.#clip.subarray(0, FRAME_SAMPLES - frame.length), frame.length)
    return padded
  }
}
