import { type Clip, SAMPLE_RATE } from "./source.ts"
import { concat, overlay, tone } from "./tone.ts"

/** Twilio's default where no wait or hold URL is given is a playlist of music; this stands in for it. */
const CHORDS = [
  [262, 330, 392],
  [220, 262, 330],
  [175, 220, 262],
  [196, 247, 294],
]

let made: Clip | null = null

/** A quiet eight seconds of broken chords, made once and looped. */
export function holdMusic(): Clip {
  made ??= concat(
    CHORDS.map((chord) => concat([...chord, ...chord.toReversed(), chord[0] ?? 0, 0].map(note))),
  )
  return made
}

function note(hz: number): Clip {
  if (hz === 0) return new Int16Array(SAMPLE_RATE / 4)
  return overlay(tone(hz, 250, 0.12), tone(hz * 2, 250, 0.04))
}
