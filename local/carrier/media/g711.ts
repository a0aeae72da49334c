import { type Clip, FRAME_SAMPLES } from "./source.ts"

const BIAS = 0x84
const CLIP = 32635

const decodeTable = new Int16Array(256)
for (let byte = 0; byte < 256; byte++) {
  const code = ~byte & 0xff
  const magnitude = ((((code & 0x0f) << 3) + BIAS) << ((code & 0x70) >> 4)) - BIAS
  decodeTable[byte] = code & 0x80 ? -magnitude : magnitude
}

const encodeTable = new Uint8Array(65_536)
for (let sample = -32_768; sample < 32_768; sample++) encodeTable[sample + 32_768] = encodeSample(sample)

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const biased = Math.min(Math.abs(sample), CLIP) + BIAS
  const exponent = Math.max(0, 31 - Math.clz32(biased) - 7)
  return ~(sign | (exponent << 4) | ((biased >> (exponent + 3)) & 0x0f)) & 0xff
}

/** The mu-law frame of silence, which an otherwise quiet leg keeps sending. */
export const MULAW_SILENCE = Buffer.alloc(FRAME_SAMPLES, 0xff)

/** Mu-law bytes (ITU-T G.711) as samples. */
export function decodeMulaw(bytes: Uint8Array): Clip {
  const samples = new Int16Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) samples[i] = decodeTable[bytes[i] ?? 0xff] ?? 0
  return samples
}

/** Samples as mu-law bytes (ITU-T G.711). */
export function encodeMulaw(samples: Clip): Buffer {
  const bytes = Buffer.allocUnsafe(samples.length)
  for (let i = 0; i < samples.length; i++) bytes[i] = encodeTable[(samples[i] ?? 0) + 32_768] ?? 0xff
  return bytes
}
