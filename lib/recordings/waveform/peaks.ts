import { loudness, readWavHeader, type WavFormat } from "./wav"

/** Loudest sample (0 to 1) of each of equally long stretches of a recording, fed in pieces as they arrive. */
export class PeakMeter {
  readonly peaks: number[]
  private format: WavFormat | null = null
  private rest: Uint8Array<ArrayBuffer> = new Uint8Array(0)
  private sample = 0
  private samples = 0

  constructor(stretches: number) {
    this.peaks = Array<number>(stretches).fill(0)
  }

  /** Takes in the file's next bytes; false when they are no WAV file that can be measured. */
  feed(piece: Uint8Array): boolean {
    let bytes = new Uint8Array(this.rest.length + piece.length)
    bytes.set(this.rest)
    bytes.set(piece, this.rest.length)
    if (!this.format) {
      const format = readWavHeader(bytes)
      if (format === null) return false
      if (format === "more") {
        this.rest = bytes
        return true
      }
      this.format = format
      this.samples = Math.floor(format.dataBytes / format.bytesPerSample)
      bytes = bytes.slice(format.dataOffset)
    }
    const { bytesPerSample } = this.format
    const whole = bytes.length - (bytes.length % bytesPerSample)
    this.measure(new DataView(bytes.buffer, bytes.byteOffset, whole), this.format)
    this.rest = bytes.slice(whole)
    return true
  }

  private measure(view: DataView, format: WavFormat) {
    for (let at = 0; at < view.byteLength && this.sample < this.samples; at += format.bytesPerSample) {
      const stretch = Math.floor((this.sample++ * this.peaks.length) / this.samples)
      const level = loudness(view, at, format)
      if (level > (this.peaks[stretch] ?? 1)) this.peaks[stretch] = level
    }
  }
}

/**
 * Measures a recording while it streams in, holding no more of it than one piece. Null when it is not a WAV file that
 * can be measured; rejects when the stream breaks or is aborted.
 */
export async function measurePeaks(
  audio: ReadableStream<Uint8Array>,
  stretches: number,
): Promise<number[] | null> {
  const meter = new PeakMeter(stretches)
  const reader = audio.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return meter.peaks
    if (!meter.feed(value)) {
      await reader.cancel()
      return null
    }
  }
}

/** The peaks of the part from `from` to `until` of a recording of `duration`, all in one unit; at least one. */
export function peaksOfPart(
  peaks: number[],
  { from, until }: { from: number; until: number },
  duration: number,
): number[] {
  if (duration <= 0) return peaks
  const first = Math.min(Math.floor((from / duration) * peaks.length), Math.max(0, peaks.length - 1))
  return peaks.slice(first, Math.max(first + 1, Math.ceil((until / duration) * peaks.length)))
}

/**
 * Peaks for `bars` bars to draw: the loudest of each stretch, scaled so that the loudest of all fills the height.
 * A silent recording stays flat.
 */
export function toBars(peaks: number[], bars: number): number[] {
  const loudest = Math.max(...peaks, 0)
  return Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / bars)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / bars))
    const peak = Math.max(...peaks.slice(from, to), 0)
    return loudest === 0 ? 0 : peak / loudest
  })
}
