/**
 * Makes the softphone's own sounds in `public/sounds`: the ring, the keypad's tones, and silence for everything the
 * Voice SDK would play by itself. Run with `node scripts/make-sounds.ts`; the same input gives the same bytes.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const rate = 16_000
const folder = fileURLToPath(new URL("../public/sounds/", import.meta.url))

/** Amplitude -1…1 at the moment `t`, in seconds. */
type Voice = (t: number) => number

/** One struck bar: a fundamental with two soft partials that die away, `decay` in 1/s. */
function bar(frequency: number, start: number, decay: number): Voice {
  return (t) => {
    const age = t - start
    if (age < 0) return 0
    const attack = Math.min(1, age / 0.004)
    const partial = (ratio: number, share: number) => share * Math.sin(2 * Math.PI * frequency * ratio * age)
    return attack * Math.exp(-decay * age) * (partial(1, 0.7) + partial(2, 0.2) + partial(3.9, 0.1))
  }
}

/** Two rising calls of three notes, then a pause: 2.4 s, to be looped. Between 600 and 1200 Hz small speakers are loudest. */
const ring: Voice[] = [0, 0.55].flatMap((start) => [
  bar(622.25, start, 7),
  bar(830.61, start + 0.12, 7),
  bar(1046.5, start + 0.24, 5),
])

/** Rows and columns of the keypad in Hz (ITU-T Q.23). */
const rows = [697, 770, 852, 941]
const columns = [1209, 1336, 1477]
const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "s", "0", "h"]

/** A key's two tones for 160 ms, faded at both ends so that nothing clicks. */
function key(index: number): Voice[] {
  const row = rows[Math.floor(index / 3)] ?? 0
  const column = columns[index % 3] ?? 0
  const fade = (t: number) => Math.min(1, t / 0.005, Math.max(0, 0.16 - t) / 0.005)
  return [row, column].map((frequency) => (t) => 0.3 * fade(t) * Math.sin(2 * Math.PI * frequency * t))
}

/** `voices` mixed as a WAV file: 16 bit, mono, 16 kHz. */
function wav(seconds: number, voices: Voice[]): Buffer {
  const count = Math.round(seconds * rate)
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
  for (let n = 0; n < count; n++) {
    const sum = voices.reduce((total, voice) => total + voice(n / rate), 0)
    file.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sum * 0.8)) * 32_767), 44 + n * 2)
  }
  return file
}

mkdirSync(folder, { recursive: true })
writeFileSync(`${folder}ring.wav`, wav(2.4, ring))
writeFileSync(`${folder}silence.wav`, wav(0.05, []))
for (const [index, name] of keys.entries()) writeFileSync(`${folder}key-${name}.wav`, wav(0.16, key(index)))
