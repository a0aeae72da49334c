/** How the samples of a WAV file are written. */
export type WavFormat = {
  encoding: "pcm" | "mulaw"
  channels: number
  sampleRate: number
  bytesPerSample: number
  /** Where the samples begin, and how many bytes of them the file promises. */
  dataOffset: number
  dataBytes: number
}

// RFC 2361: format tags of the encodings telephone recordings come in.
const tags = new Map([
  [1, "pcm"],
  [7, "mulaw"],
] as const)

/**
 * Reads the chunks before the samples of a RIFF/WAVE file from its first `bytes`. `more` when they end before the
 * samples begin; null when this is no WAV file, or one in an encoding that is not read here.
 */
export function readWavHeader(bytes: Uint8Array): WavFormat | "more" | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isRiff = tagMatches(bytes, 0, "RIFF") && tagMatches(bytes, 8, "WAVE")
  if (!isRiff) return null
  if (bytes.length < 12) return "more"
  let format: Omit<WavFormat, "dataOffset" | "dataBytes"> | null = null
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true)
    if (tagMatches(bytes, at, "data")) return format && { ...format, dataOffset: at + 8, dataBytes: size }
    if (tagMatches(bytes, at, "fmt ")) {
      if (at + 24 > bytes.length) return "more"
      format = readFormat(view, at + 8)
      if (!format) return null
    }
    // Chunks are padded to even lengths.
    at += 8 + size + (size % 2)
  }
  return "more"
}

function readFormat(view: DataView, at: number) {
  const encoding = tags.get(view.getUint16(at, true) as 1 | 7)
  const channels = view.getUint16(at + 2, true)
  const sampleRate = view.getUint32(at + 4, true)
  const bits = view.getUint16(at + 14, true)
  const isKnown = (encoding === "pcm" && (bits === 8 || bits === 16)) || (encoding === "mulaw" && bits === 8)
  if (!encoding || !isKnown || channels === 0 || sampleRate === 0) return null
  return { encoding, channels, sampleRate, bytesPerSample: bits / 8 }
}

/** Whether the four bytes at `at` spell `tag`, as far as there are bytes. */
function tagMatches(bytes: Uint8Array, at: number, tag: string): boolean {
  for (let i = 0; i < tag.length && at + i < bytes.length; i++) {
    if (bytes[at + i] !== tag.charCodeAt(i)) return false
  }
  return true
}

/** The loudness of one sample, 0 to 1, its bytes beginning at `at`. */
export function loudness(view: DataView, at: number, { encoding, bytesPerSample }: WavFormat): number {
  if (encoding === "mulaw") return muLawLoudness(view.getUint8(at))
  if (bytesPerSample === 2) return Math.abs(view.getInt16(at, true)) / 32768
  return Math.abs(view.getUint8(at) - 128) / 128
}

/** ITU-T G.711: inverted bits, three of exponent and four of mantissa above a bias of 33 (here scaled to 14 bits). */
function muLawLoudness(byte: number): number {
  const code = ~byte & 0x7f
  return ((((code & 0x0f) << 1) + 33) * 2 ** (code >> 4) - 33) / 8031
}
