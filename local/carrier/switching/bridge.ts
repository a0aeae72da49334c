import type { MediaClock } from "../media/clock.ts"
import { KeyTones } from "../media/key-tones.ts"
import { mixFrames } from "../media/mix.ts"
import type { Call } from "../state/call.ts"

/** Lets two calls hear each other, their keys too, until either ends or the returned function parts them. */
export function bridge(clock: MediaClock, one: Call, other: Call): () => void {
  const stops = [carry(clock, one, other), carry(clock, other, one)]
  return () => {
    for (const stop of stops) stop()
  }
}

function carry(clock: MediaClock, from: Call, to: Call): () => void {
  const tones = new KeyTones(clock)
  const onDigit = (digit: string): void => {
    to.hearKey(digit)
    // A scripted party makes its own tones.
    if (from.line.kind !== "script") tones.press(digit)
  }
  from.on("digit", onDigit)
  to.heard = { frame: (tick) => mixFrames([from.line.spoken.frame(tick), tones.frame(tick)]) }
  return () => from.off("digit", onDigit)
}
