import { decodeMulaw } from "./g711.ts"
import { resample } from "./resample.ts"
import { type Clip, SAMPLE_RATE } from "./source.ts"

const FORMAT_PCM = 1
const FORMAT_MULAW = 7
const FORMAT_EXTENSIBLE = 0xfffe

/** A WAV file that cannot be read; the message says what is wrong with it. */
export class WavError extends Error {
  override name = "WavError"
}

/** A 16-bit PCM WAV file of 8 kHz mono samples, which every browser plays. */
export function encodeWav(samples: Clip): Buffer {
  const data = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
  const header = Buffer.alloc(44)
  header.write("RIFF", 0)
  header.writeUInt32LE(36 + data.length, 4)
  header.write("WAVEfmt ", 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(FORMAT_PCM, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(SAMPLE_RATE, 24)
  header.writeUInt32LE(SAMPLE_RATE * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write("data", 36)
  header.writeUInt32LE(data.length, 40)
  return Buffer.concat([header, data])
}

interface Format {
  code: number
  channels: number
  rate: number
  bits: number
}

/**
 * The samples of a WAV file as 8 kHz mono: PCM of 8, 16, 24 or 32 bits or mu-law, any rate; channels are averaged.
 * @throws WavError when it is none of those.
 */
export function decodeWav(file: Buffer): Clip {
  const { format, data } = readChunks(file)
  const interleaved = toSamples(format, data)
  return resample(toMono(interleaved, format.channels), format.rate, SAMPLE_RATE)
}

function readChunks(file: Buffer): { format: Format; data: Buffer } {
  if (file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WAVE") {
    throw new WavError("not a RIFF/WAVE file")
  }
  let format: Format | null = null
  for (let at = 12; at + 8 <= file.length; ) {
    const id = file.toString("latin1", at, at + 4)
    const size = file.readUInt32LE(at + 4)
    const body = file.subarray(at + 8, at + 8 + size)
    if (id === "fmt ") format = readFormat(body)
    if (id === "data") {
      if (!format) throw new WavError("its data comes before its format")
      return { format, data: body }
    }
    at += 8 + size + (size & 1)
  }
  throw new WavError("it has no audio data")
}

function readFormat(body: Buffer): Format {
  if (body.length < 16) throw new WavError("its format is cut short")
  const tag = body.readUInt16LE(0)
  const code = tag === FORMAT_EXTENSIBLE && body.length >= 26 ? body.readUInt16LE(24) : tag
  const format = {
    code,
    channels: body.readUInt16LE(2),
    rate: body.readUInt32LE(4),
    bits: body.readUInt16LE(14),
  }
  if (format.channels < 1 || format.rate < 1) throw new WavError("its format makes no sense")
  return format
}

function toSamples({ code, bits }: Format, data: Buffer): Clip {
  if (code === FORMAT_MULAW && bits === 8) return decodeMulaw(data)
  if (code !== FORMAT_PCM || ![8, 16, 24, 32].includes(bits)) {
    throw new WavError(`its encoding (format ${code}, ${bits} bits) is not supported`)
  }
  const width = bits / 8
  const samples = new Int16Array(Math.floor(data.length / width))
  for (let i = 0; i < samples.length; i++) {
    // Eight-bit WAV samples are unsigned; of wider ones the upper 16 bits are kept.
    samples[i] = width === 1 ? ((data[i] ?? 128) - 128) << 8 : data.readInt16LE(i * width + width - 2)
  }
  return samples
}

function toMono(samples: Clip, channels: number): Clip {
  if (channels === 1) return samples
  const mono = new Int16Array(Math.floor(samples.length / channels))
  for (let i = 0; i < mono.length; i++) {
    let sum = 0
    for (let c = 0; c < channels; c++) sum += samples[i * channels + c] ?? 0
    mono[i] = Math.round(sum / channels)
  }
  return mono
}
