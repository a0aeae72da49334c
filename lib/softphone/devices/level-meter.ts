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
