import { describe, expect, test } from "vitest"
import { decodeMulaw, encodeMulaw } from "./g711.ts"
import { amplitudeAt, dominantHz, loudness } from "./goertzel.ts"
import { resample } from "./resample.ts"
import { ClipSource, FRAME_SAMPLES } from "./source.ts"
import { keyTone, quiet, tone } from "./tone.ts"
import { decodeWav, encodeWav, WavError } from "./wav.ts"

describe("mu-law", () => {
  test("gives every byte back but the second zero", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
    const again = encodeMulaw(decodeMulaw(bytes))
    const changed = [...bytes].filter((byte, i) => again[i] !== byte)
    // 0x7f is "minus zero"; it comes back as plus zero.
    expect(changed).toEqual([0x7f])
  })

  test("agrees with the reference values of G.711", () => {
    expect([...decodeMulaw(Uint8Array.of(0xff, 0x00, 0x80, 0xf0))]).toEqual([0, -32_124, 32_124, 120])
  })

  test("keeps a tone a tone", () => {
    const heard = decodeMulaw(encodeMulaw(tone(440, 500)))
    expect(dominantHz(heard)).toBe(440)
    expect(amplitudeAt(heard, 440)).toBeCloseTo(0.3, 1)
  })
})

describe("measuring", () => {
  test("finds the strongest frequency and none in silence", () => {
    expect(dominantHz(tone(1230, 300))).toBe(1230)
    expect(dominantHz(quiet(300))).toBe(0)
    expect(loudness(tone(500, 1000, 1))).toBeCloseTo(Math.SQRT1_2, 1)
  })

  test("hears both tones of a key", () => {
    const seven = keyTone("7")
    expect(amplitudeAt(seven, 852)).toBeGreaterThan(0.1)
    expect(amplitudeAt(seven, 1209)).toBeGreaterThan(0.1)
    expect(amplitudeAt(seven, 1477)).toBeLessThan(0.05)
  })
})

describe("WAV", () => {
  test("written and read again is the same", () => {
    const clip = tone(300, 100)
    expect(decodeWav(encodeWav(clip))).toEqual(clip)
  })

  test.each([
    ["44.1 kHz stereo, 16 bits", 44_100, 2, 16],
    ["16 kHz, 8 bits", 16_000, 1, 8],
    ["48 kHz, 24 bits", 48_000, 1, 24],
  ])("of %s is read as 8 kHz mono", (_what, rate, channels, bits) => {
    const clip = decodeWav(pcmWav(500, rate, channels, bits))
    expect(clip.length).toBe(4000)
    expect(dominantHz(clip)).toBe(500)
  })

  test("that is none is refused with a reason", () => {
    expect(() => decodeWav(Buffer.from("ID3 not a wav"))).toThrow(WavError)
    expect(() => decodeWav(pcmWav(500, 8000, 1, 16, 3))).toThrow("format 3")
  })
})

test("resampling up keeps the pitch", () => {
  const up = resample(tone(400, 500), 8000, 16_000)
  expect(up.length).toBe(8000)
  expect(dominantHz(resample(up, 16_000, 8000))).toBe(400)
})

describe("a clip as a source", () => {
  test("is silence before and after, its last frame filled up", () => {
    const source = new ClipSource(new Int16Array(200).fill(7), 10)
    expect(source.frame(9)).toBeNull()
    expect(source.frame(10)?.every((sample) => sample === 7)).toBe(true)
    expect([...(source.frame(11) ?? [])].filter((sample) => sample === 7)).toHaveLength(200 - FRAME_SAMPLES)
    expect(source.frame(12)).toBeNull()
  })

  test("that repeats has no gap", () => {
    const source = new ClipSource(new Int16Array(200).fill(7), 0, true)
    for (let tick = 0; tick < 20; tick++) {
      expect(source.frame(tick)?.every((sample) => sample === 7)).toBe(true)
    }
  })
})

/** Half a second of a tone as a WAV of any kind. */
function pcmWav(hz: number, rate: number, channels: number, bits: number, format = 1): Buffer {
  const width = bits / 8
  const frames = rate / 2
  const data = Buffer.alloc(frames * channels * width)
  for (let i = 0; i < frames * channels; i++) {
    const value = Math.sin((2 * Math.PI * hz * Math.floor(i / channels)) / rate) * 0.5
    if (bits === 8) data.writeUInt8(Math.round(value * 127) + 128, i)
    else data.writeIntLE(Math.round(value * (2 ** (bits - 1) - 1)), i * width, width)
  }
  const header = Buffer.alloc(44)
  header.write("RIFF", 0)
  header.writeUInt32LE(36 + data.length, 4)
  header.write("WAVEfmt ", 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(format, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * channels * width, 28)
  header.writeUInt16LE(channels * width, 32)
  header.writeUInt16LE(bits, 34)
  header.write("data", 36)
  header.writeUInt32LE(data.length, 40)
  return Buffer.concat([header, data])
}
