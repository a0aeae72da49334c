import { type Clip, SAMPLE_RATE } from "./source.ts"

/** Ramp at both ends of a tone, so that it does not click. */
const RAMP_SAMPLES = 40

/** A sine of `hz` for `ms` milliseconds; `level` is its peak as a share of full scale. */
export function tone(hz: number, ms: number, level = 0.3): Clip {
  const length = Math.round((ms / 1000) * SAMPLE_RATE)
  const clip = new Int16Array(length)
  for (let i = 0; i < length; i++) {
    const ramp = Math.min(1, i / RAMP_SAMPLES, (length - 1 - i) / RAMP_SAMPLES)
    clip[i] = Math.round(Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE) * level * ramp * 32767)
  }
  return clip
}

/** Silence of `ms` milliseconds as a clip. */
export function quiet(ms: number): Clip {
  return new Int16Array(Math.round((ms / 1000) * SAMPLE_RATE))
}

/** Clips one after another. */
export function concat(clips: Clip[]): Clip {
  const all = new Int16Array(clips.reduce((sum, clip) => sum + clip.length, 0))
  let offset = 0
  for (const clip of clips) {
    all.set(clip, offset)
    offset += clip.length
  }
  return all
}

/** Two clips at once, clipped to 16 bits; as long as the longer one. */
export function overlay(a: Clip, b: Clip): Clip {
  const mixed = new Int16Array(Math.max(a.length, b.length))
  for (let i = 0; i < mixed.length; i++) {
    mixed[i] = Math.max(-32768, Math.min(32767, (a[i] ?? 0) + (b[i] ?? 0)))
  }
  return mixed
}

const ROWS = [697, 770, 852, 941]
const COLUMNS = [1209, 1336, 1477, 1633]
const KEYS = "123A456B789C*0#D"

/** The two tones of a telephone key (ITU-T Q.23) for 120 ms; an unknown key is silence. */
export function keyTone(key: string): Clip {
  const index = KEYS.indexOf(key)
  if (index < 0 || key.length !== 1) return quiet(120)
  return overlay(tone(ROWS[index >> 2] ?? 0, 120, 0.2), tone(COLUMNS[index & 3] ?? 0, 120, 0.2))
}
