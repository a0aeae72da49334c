import { FRAME_SAMPLES } from "./source.ts"

/** The sum of frames, clipped to 16 bits; null when all are silent. One frame alone is passed through untouched. */
export function mixFrames(frames: (Int16Array | null)[]): Int16Array | null {
  const heard = frames.filter((frame) => frame !== null)
  if (heard.length < 2) return heard[0] ?? null
  const mixed = new Int16Array(FRAME_SAMPLES)
  for (let i = 0; i < FRAME_SAMPLES; i++) {
    let sum = 0
    for (const frame of heard) sum += frame[i] ?? 0
    mixed[i] = Math.max(-32_768, Math.min(32_767, sum))
  }
  return mixed
}
