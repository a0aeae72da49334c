import type { MicrophoneChoice } from "./audio-devices"
import { openMicrophone } from "./microphone"

/** How long, in ms, somebody speaks before they hear themselves. */
export const loopLength = 3000

export type LoopState = "idle" | "recording" | "playing"

/**
 * Records the microphone for {@link loopLength} and plays it on `speaker`, as the other end of a call would hear it. Nothing is
 * kept. `onState` ends with `idle`; rejects when the microphone cannot be opened or the browser cannot record.
 */
export async function hearYourself(
  { microphone, speaker }: MicrophoneChoice & { speaker: string | null },
  onState: (state: LoopState) => void,
  signal: AbortSignal,
): Promise<void> {
  const stream = await openMicrophone({ microphone })
  try {
    onState("recording")
    const recorded = await record(stream, signal)
    if (signal.aborted) return
    onState("playing")
    await play(recorded, speaker, signal)
  } finally {
    for (const track of stream.getTracks()) track.stop()
    onState("idle")
  }
}

async function record(stream: MediaStream, signal: AbortSignal): Promise<Blob> {
  const recorder = new MediaRecorder(stream)
  const parts: Blob[] = []
  const ended = Promise.withResolvers<void>()
  recorder.ondataavailable = ({ data }) => void parts.push(data)
  recorder.onstop = () => ended.resolve()
  recorder.start()
  const stop = () => recorder.state !== "inactive" && recorder.stop()
  const timer = setTimeout(stop, loopLength)
  signal.addEventListener("abort", stop)
  await ended.promise
  clearTimeout(timer)
  return new Blob(parts, { type: recorder.mimeType })
}

async function play(recorded: Blob, speaker: string | null, signal: AbortSignal): Promise<void> {
  const address = URL.createObjectURL(recorded)
  const audio = new Audio(address)
  const ended = Promise.withResolvers<void>()
  audio.onended = () => ended.resolve()
  audio.onerror = () => ended.reject(audio.error)
  signal.addEventListener("abort", () => ended.resolve())
  try {
    if (typeof audio.setSinkId === "function") {
      await audio.setSinkId(speaker ?? "").catch(() => audio.setSinkId(""))
    }
    await audio.play()
    await ended.promise
  } finally {
    audio.pause()
    URL.revokeObjectURL(address)
  }
}
