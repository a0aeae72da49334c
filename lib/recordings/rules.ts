/** A WAV file's essentials. */
export type WavFacts = { sampleRate: number; channels: number; bitsPerSample: number; durationMs: number }

/** Raised for bytes that are no complete WAV file: an error page, or a download that broke off (pains.md 11). */
export class NotAudioError extends Error {}

/**
 * Reads a RIFF/WAVE file and checks that it is one and complete: every chunk as long as it says, audio in it.
 * (RIFF: IBM and Microsoft, Multimedia Programming Interface 1.0: little endian, chunks padded to even length.)
 */
export function readWav(bytes: Uint8Array): WavFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const name = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < 12 || name(0) !== "RIFF" || name(8) !== "WAVE")
    throw new NotAudioError("It is no WAV file")
  let format: { sampleRate: number; channels: number; bitsPerSample: number; bytesPerSecond: number } | null =
    null
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true)
    const start = at + 8
    if (start + size > bytes.length) throw new NotAudioError(`The ${name(at)} chunk breaks off`)
    if (name(at) === "fmt ") {
      if (size < 16) throw new NotAudioError("The format is too short")
      format = {
        channels: view.getUint16(start + 2, true),
        sampleRate: view.getUint32(start + 4, true),
        bytesPerSecond: view.getUint32(start + 8, true),
        bitsPerSample: view.getUint16(start + 14, true),
      }
    }
    if (name(at) === "data") {
      if (!format || format.bytesPerSecond === 0) throw new NotAudioError("There is audio before its format")
      if (size === 0) throw new NotAudioError("There is no audio")
      const { bytesPerSecond, ...facts } = format
      return { ...facts, durationMs: Math.round((size / bytesPerSecond) * 1000) }
    }
    at = start + size + (size % 2)
  }
  throw new NotAudioError("There is no audio")
}
