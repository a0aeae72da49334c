import { type Clip, SAMPLE_RATE } from "./source.ts"

/** How strong a frequency is in a clip: the amplitude of its sine as a share of full scale (Goertzel's algorithm). */
export function amplitudeAt(samples: Clip, hz: number): number {
  if (samples.length === 0) return 0
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE)
  let one = 0
  let two = 0
  for (const sample of samples) {
    const zero = sample / 32_768 + coefficient * one - two
    two = one
    one = zero
  }
  const power = one * one + two * two - coefficient * one * two
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length
}

/** Root mean square of a clip as a share of full scale. */
export function loudness(samples: Clip): number {
  if (samples.length === 0) return 0
  let sum = 0
  for (const sample of samples) sum += (sample / 32_768) ** 2
  return Math.sqrt(sum / samples.length)
}

const LOWEST_HZ = 100
const HIGHEST_HZ = 3400
const STEP_HZ = 10

/** The strongest frequency between 100 and 3400 Hz, to within 10 Hz; 0 when there is next to no sound. */
export function dominantHz(samples: Clip): number {
  if (loudness(samples) < 0.001) return 0
  let best = 0
  let strongest = 0
  for (let hz = LOWEST_HZ; hz <= HIGHEST_HZ; hz += STEP_HZ) {
    const amplitude = amplitudeAt(samples, hz)
    if (amplitude > strongest) {
      strongest = amplitude
      best = hz
    }
  }
  return best
}
