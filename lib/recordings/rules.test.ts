import { describe, expect, test } from "vitest"
import { NotAudioError, readWav } from "./rules"

/** A mono PCM WAV of `samples` 16-bit samples at 8 kHz, with an odd chunk before the audio. */
function wav(samples: number): Uint8Array {
  const data = samples * 2
  const bytes = new Uint8Array(12 + 24 + 8 + 4 + 8 + data)
  const view = new DataView(bytes.buffer)
  const name = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at)
  name(0, "RIFF")
  view.setUint32(4, bytes.length - 8, true)
  name(8, "WAVEfmt ")
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, 8_000, true)
  view.setUint32(28, 16_000, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  name(36, "LIST")
  view.setUint32(40, 3, true)
  name(48, "data")
  view.setUint32(52, data, true)
  return bytes
}

describe("what was fetched as a recording", () => {
  test("[D1] a complete WAV tells its length", () => {
    expect(readWav(wav(12_000))).toEqual({
      sampleRate: 8_000,
      channels: 1,
      bitsPerSample: 16,
      durationMs: 1_500,
    })
  })

  test("an error page is not audio", () => {
    expect(() => readWav(new TextEncoder().encode("<html><body>Service unavailable</body></html>"))).toThrow(
      NotAudioError,
    )
  })

  test("a download that broke off is not audio", () => {
    expect(() => readWav(wav(12_000).subarray(0, 10_000))).toThrow("breaks off")
  })

  test("a file without a sound in it is not audio", () => {
    expect(() => readWav(wav(0))).toThrow("no audio")
    expect(() => readWav(new Uint8Array())).toThrow(NotAudioError)
  })
})
