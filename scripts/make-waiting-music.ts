/**
 * Makes `public/sounds/waiting-music.wav`, what callers hear while they wait: eight seconds that join up, so that a turn
 * of the waiting loop stays below ten. Run with `node scripts/make-waiting-music.ts`; the same bytes every time.
 */
import { writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

/** The telephone's own rate. */
const rate = 8_000
const seconds = 8
const beat = 0.5

/** Semitones above A3 (220 Hz), a note a beat; null rests. Four bars: A, F sharp minor, D, E. */
const melody = [0, 7, 12, 16, -3, 4, 9, 12, 5, 9, 14, 17, 7, 11, 14, null]

function frequencyOf(semitones: number): number {
  return 440 * 2 ** (semitones / 12)
}

/** A plucked note `age` seconds old: soft attack, two partials that die away. */
function pluck(frequency: number, age: number): number {
  const attack = Math.min(1, age / 0.02)
  const tone = 0.8 * Math.sin(2 * Math.PI * frequency * age) + 0.2 * Math.sin(4 * Math.PI * frequency * age)
  return attack * Math.exp(-2.2 * age) * tone
}

/** Amplitude at `t`; notes ring on over the end into the beginning, so that nothing clicks where it joins up. */
function amplitude(t: number): number {
  let sum = 0
  for (const [index, note] of melody.entries()) {
    if (note === null) continue
    const age = (t - index * beat + seconds) % seconds
    sum += pluck(frequencyOf(note), age)
  }
  return 0.22 * sum
}

const count = rate * seconds
const file = Buffer.alloc(44 + count * 2)
file.write("RIFF", 0)
file.writeUInt32LE(36 + count * 2, 4)
file.write("WAVEfmt ", 8)
file.writeUInt32LE(16, 16)
file.writeUInt16LE(1, 20)
file.writeUInt16LE(1, 22)
file.writeUInt32LE(rate, 24)
file.writeUInt32LE(rate * 2, 28)
file.writeUInt16LE(2, 32)
file.writeUInt16LE(16, 34)
file.write("data", 36)
file.writeUInt32LE(count * 2, 40)
for (let index = 0; index < count; index++) {
  file.writeInt16LE(Math.round(32_767 * amplitude(index / rate)), 44 + index * 2)
}
writeFileSync(fileURLToPath(new URL("../public/sounds/waiting-music.wav", import.meta.url)), file)
