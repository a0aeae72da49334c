/** Number of bars of a level meter. */
export const meterBars = 7

/** Loudness of `samples` (-1…1) as bars 0…{@link meterBars}: -54 dB shows none, -12 dB all; speech lies between. */
export function barsOf(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const loudness = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12)
  const share = (loudness + 54) / 42
  return Math.round(Math.min(1, Math.max(0, share)) * meterBars)
}

/**
 * Calls `onBars` about ten times a second with the level of `stream`, until the returned function is called.
 * The stream stays the caller's to stop.
 */
export function meterStream(stream: MediaStream, onBars: (bars: number) => void): () => void {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 2048
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    onBars(barsOf(samples))
  }, 100)
  return () => {
    clearInterval(timer)
    void context.close()
  }
}

/** Meters whatever `stream` gives, looked at once a second, since a call may change its microphone. Returns what ends it. */
export function meterChanging(
  stream: () => MediaStream | null,
  onBars: (bars: number) => void,
  meter: typeof meterStream = meterStream,
): () => void {
  let present: MediaStream | null = null
  let stop: () => void = () => undefined
  const look = () => {
    const next = stream()
    if (next === present) return
    stop()
    present = next
    stop = next ? meter(next, onBars) : () => undefined
    if (!next) onBars(0)
  }
  look()
  const timer = setInterval(look, 1000)
  return () => {
    clearInterval(timer)
    stop()
  }
}
