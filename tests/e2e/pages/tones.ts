import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "@playwright/test"
import type { Listening, Look } from "../support/listening.ts"

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
    /** Each with the moment it stood, in ms since 1970. */
    peerConnections: (RTCPeerConnection & { connectedAt?: number })[]
    /** What `listenOnPage` found: for each tone (Hz) its looks so far. */
    looks: Record<number, Look[]>
  }
}

/** Keeps a list of the page's peer connections, so that a test can listen to what the person hears. Call before `goto`. */
export async function overhear(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.peerConnections = []
    const Native = window.RTCPeerConnection
    window.RTCPeerConnection = class extends Native {
      connectedAt?: number
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        window.peerConnections.push(this)
        this.addEventListener("connectionstatechange", () => {
          if (this.connectionState === "connected")
            this.connectedAt ??= performance.timeOrigin + performance.now()
        })
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

/**
 * Listens for each of `tones` (Hz) in what the page's connections play from now on, about 25 times a second over an FFT
 * window of about 40 ms; what is louder than `audibleDb` is heard. A connection made later is listened to from its beginning.
 */
export async function listenOnPage(
  page: Page,
  tones: number[],
  audibleDb: number,
): Promise<Record<number, Listening>> {
  await page.evaluate(
    ([wanted, level]) => {
      const context = new AudioContext()
      const analysers = new Map<MediaStreamTrack, AnalyserNode>()
      const looks: Record<number, Look[]> = Object.fromEntries(wanted.map((hz) => [hz, []]))
      window.looks = looks
      const timer = setInterval(() => {
        if (window.looks !== looks) {
          clearInterval(timer)
          void context.close()
          return
        }
        const at = performance.timeOrigin + performance.now()
        const tracks = window.peerConnections
          .filter((peer) => peer.connectionState !== "closed")
          .flatMap((peer) => peer.getReceivers().map(({ track }) => track))
          .filter(({ kind }) => kind === "audio")
        const heard = new Set<number>()
        for (const track of tracks) {
          let analyser = analysers.get(track)
          if (!analyser) {
            analyser = context.createAnalyser()
            analyser.fftSize = 2048
            analyser.smoothingTimeConstant = 0
            context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
            analysers.set(track, analyser)
          }
          const spectrum = new Float32Array(analyser.frequencyBinCount)
          analyser.getFloatFrequencyData(spectrum)
          const binWidth = context.sampleRate / analyser.fftSize
          for (const hz of wanted) {
            const middle = Math.round(hz / binWidth)
            if (Math.max(...spectrum.subarray(middle - 1, middle + 2)) > level) heard.add(hz)
          }
        }
        for (const hz of wanted) looks[hz]?.push({ at, isHeard: heard.has(hz) })
      }, 40)
    },
    [tones, audibleDb] as const,
  )
  const end = async (hz: number) => (await page.evaluate((wanted) => window.looks[wanted], hz)) ?? []
  return Object.fromEntries(tones.map((hz) => [hz, { end: () => end(hz) }]))
}
