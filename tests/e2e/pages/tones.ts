import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "@playwright/test"

const SAMPLE_RATE = 48_000
const WAV_HEADER_BYTES = 44

/** Writes `hz` as a two second 16 bit mono WAV file, which Chromium loops as a fake microphone. Returns its path. */
export function writeToneFile(folder: string, hz: number): string {
  const samples = SAMPLE_RATE * 2
  const file = Buffer.alloc(WAV_HEADER_BYTES + samples * 2)
  file.write("RIFF", 0)
  file.writeUInt32LE(file.length - 8, 4)
  file.write("WAVEfmt ", 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(SAMPLE_RATE, 24)
  file.writeUInt32LE(SAMPLE_RATE * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write("data", 36)
  file.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++) {
    const value = Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE) * 0.4 * 32_767
    file.writeInt16LE(Math.round(value), WAV_HEADER_BYTES + i * 2)
  }
  const path = join(folder, `tone-${hz}.wav`)
  writeFileSync(path, file)
  return path
}

declare global {
  interface Window {
    peerConnections: RTCPeerConnection[]
  }
}

/** Keeps a list of the page's peer connections, so that a test can listen to what the person hears. Call before `goto`. */
export async function overhear(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.peerConnections = []
    const Native = window.RTCPeerConnection
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        window.peerConnections.push(this)
      }
    }
  })
}

/**
 * The level in dB of each of `tones` (Hz) in what the page's newest connection plays to the person, sampled once over
 * an FFT window of about 170 ms. `-Infinity` where nothing is connected.
 */
export async function levelsHeard(page: Page, tones: number[]): Promise<Record<number, number>> {
  const levels = await page.evaluate(async (wanted) => {
    const track = window.peerConnections
      .filter((peer) => peer.connectionState === "connected")
      .at(-1)
      ?.getReceivers()
      .find((receiver) => receiver.track.kind === "audio")?.track
    if (!track) return wanted.map((hz) => [hz, Number.NEGATIVE_INFINITY] as const)
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = 8192
    analyser.smoothingTimeConstant = 0
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
    const filled = context.currentTime + (2 * analyser.fftSize) / context.sampleRate
    while (context.currentTime < filled) await new Promise((done) => requestAnimationFrame(done))
    const spectrum = new Float32Array(analyser.frequencyBinCount)
    analyser.getFloatFrequencyData(spectrum)
    await context.close()
    const binWidth = context.sampleRate / analyser.fftSize
    return wanted.map((hz) => {
      const middle = Math.round(hz / binWidth)
      return [hz, Math.max(...spectrum.subarray(middle - 3, middle + 4))] as const
    })
  }, tones)
  return Object.fromEntries(levels)
}
