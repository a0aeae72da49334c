import type { Clip } from "./source.ts"

/**
 * Samples at another rate. Going down, each output sample is the mean of the input it covers (a cheap
 * low-pass, enough for telephone speech); going up, linear interpolation.
 */
export function resample(samples: Clip, fromRate: number, toRate: number): Clip {
  if (fromRate === toRate) return samples
  const ratio = fromRate / toRate
  const out = new Int16Array(Math.floor(samples.length / ratio))
  for (let i = 0; i < out.length; i++) {
    out[i] = Math.round(ratio > 1 ? mean(samples, i * ratio, (i + 1) * ratio) : at(samples, i * ratio))
  }
  return out
}

function mean(samples: Clip, from: number, to: number): number {
  const first = Math.floor(from)
  const last = Math.max(first + 1, Math.floor(to))
  let sum = 0
  for (let i = first; i < last; i++) sum += samples[i] ?? 0
  return sum / (last - first)
}

function at(samples: Clip, position: number): number {
  const index = Math.floor(position)
  const here = samples[index] ?? 0
  const next = samples[index + 1] ?? here
  return here + (next - here) * (position - index)
}
