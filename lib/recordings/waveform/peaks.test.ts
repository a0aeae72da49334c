import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { measurePeaks, PeakMeter, peaksOfPart, toBars } from "./peaks"
import { readWavHeader } from "./wav"

type WavOptions = { tag?: number; bits?: number; channels?: number; before?: Uint8Array }

function ascii(text: string) {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

function chunk(name: string, content: Uint8Array) {
  const size = new Uint8Array(new Uint32Array([content.length]).buffer)
  return Uint8Array.from([...ascii(name), ...size, ...content, ...(content.length % 2 ? [0] : [])])
}

/** A WAV file at 8 kHz around these bytes of samples. */
function wav(samples: Uint8Array, { tag = 1, bits = 16, channels = 1, before }: WavOptions = {}) {
  const format = new DataView(new ArrayBuffer(16))
  format.setUint16(0, tag, true)
  format.setUint16(2, channels, true)
  format.setUint32(4, 8000, true)
  format.setUint16(14, bits, true)
  const chunks = [
    chunk("fmt ", new Uint8Array(format.buffer)),
    ...(before ? [before] : []),
    chunk("data", samples),
  ]
  return Uint8Array.from([...chunk("RIFF", ascii("WAVE")), ...chunks.flatMap((part) => [...part])])
}

function pcm16(...samples: number[]) {
  return new Uint8Array(new Int16Array(samples).buffer)
}

function measure(file: Uint8Array, stretches: number, cuts: number[] = []) {
  const meter = new PeakMeter(stretches)
  const ends = [...cuts.map((cut) => cut % file.length).sort((a, b) => a - b), file.length]
  let from = 0
  for (const end of ends) {
    expect(meter.feed(file.subarray(from, end))).toBe(true)
    from = end
  }
  return meter.peaks
}

describe("[D1] the waveform of a recording", () => {
  it("holds the loudest sample of each stretch, either sign", () => {
    expect(measure(wav(pcm16(0, 16384, -8192, 100, -32768, 5)), 3)).toEqual([0.5, 0.25, 1])
  })

  it("is the same wherever the stream is cut", () => {
    const file = wav(pcm16(1, -300, 20_000, -32_768, 40, 0, 77, 12_000))
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 6 }), (cuts) => {
        expect(measure(file, 4, cuts)).toEqual(measure(file, 4))
      }),
    )
  })

  it("skips what stands before the samples", () => {
    const file = wav(pcm16(32767, 0), { before: chunk("LIST", ascii("odd")) })
    expect(measure(file, 2)).toEqual([32767 / 32768, 0])
  })

  it("reads mu-law, loudest at the ends of its range", () => {
    const [quiet, loud, negative] = measure(wav(Uint8Array.of(0xff, 0x80, 0x00), { tag: 7, bits: 8 }), 3)
    expect([quiet, loud, negative]).toEqual([0, 1, 1])
  })

  it("reads eight bits around their middle", () => {
    expect(measure(wav(Uint8Array.of(128, 0, 192), { bits: 8 }), 3)).toEqual([0, 1, 0.5])
  })

  it("does not fail when the file is shorter than it says", () => {
    const file = wav(pcm16(32767, 32767, 32767, 32767))
    expect(measure(file.subarray(0, file.length - 4), 4).map((peak) => peak > 0)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it.each([
    ["an error page", ascii("<!doctype html><p>500</p>")],
    ["an unknown encoding", wav(pcm16(1), { tag: 85 })],
    ["24 bits", wav(Uint8Array.of(1, 2, 3), { bits: 24 })],
  ])("is not drawn from %s", async (_, file) => {
    const body = new Response(file).body
    expect(body && (await measurePeaks(body, 4))).toBeNull()
  })

  it("is measured from a streamed answer", async () => {
    const body = new Response(wav(pcm16(0, 0, 16384, 0))).body
    expect(body && (await measurePeaks(body, 2))).toEqual([0, 0.5])
  })

  it("waits for the rest of a header that is cut", () => {
    expect(readWavHeader(wav(pcm16(1)).subarray(0, 30))).toBe("more")
  })
})

describe("toBars", () => {
  it("fills the height with the loudest and keeps proportions", () => {
    expect(toBars([0.1, 0.2, 0.05, 0.05], 2)).toEqual([1, 0.25])
  })

  it("repeats stretches when there are more bars", () => {
    expect(toBars([0.5, 1], 4)).toEqual([0.5, 0.5, 1, 1])
  })

  it("leaves silence flat", () => {
    expect(toBars([0, 0], 3)).toEqual([0, 0, 0])
  })
})

describe("[D1] the drawing of a part of a recording", () => {
  it("has the peaks of that part alone", () => {
    const peaks = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    expect(peaksOfPart(peaks, { from: 0, until: 100 }, 100)).toEqual(peaks)
    expect(peaksOfPart(peaks, { from: 20, until: 45 }, 100)).toEqual([0.3, 0.4, 0.5])
    expect(peaksOfPart(peaks, { from: 99.5, until: 100 }, 100)).toEqual([1])
    expect(peaksOfPart(peaks, { from: 0, until: 0 }, 0)).toEqual(peaks)
  })
})
