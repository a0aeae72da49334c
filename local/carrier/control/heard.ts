import type { MediaClock } from "../media/clock.ts"
import { amplitudeAt, dominantHz, loudness } from "../media/goertzel.ts"
import { FRAME_MS, FRAME_SAMPLES } from "../media/source.ts"
import type { Call } from "../state/call.ts"
import type { Heard } from "./types.ts"

const MAX_LISTEN_MS = 30_000

/** Listens for `ms` from now on to what the party of a call hears, and measures it. */
export function listen(clock: MediaClock, call: Call, ms: number, hz: number[]): Promise<Heard> {
  const frames = Math.ceil(Math.min(Math.max(ms, FRAME_MS), MAX_LISTEN_MS) / FRAME_MS)
  const samples = new Int16Array(frames * FRAME_SAMPLES)
  return new Promise((resolve) => {
    let written = 0
    const unlisten = clock.listen((tick) => {
      const frame = call.heard.frame(tick)
      if (frame) samples.set(frame, written * FRAME_SAMPLES)
      if (++written < frames) return
      unlisten()
      resolve({
        ms: frames * FRAME_MS,
        loudness: loudness(samples),
        dominantHz: dominantHz(samples),
        amplitudes: Object.fromEntries(hz.map((each) => [String(each), amplitudeAt(samples, each)])),
      })
    })
  })
}
