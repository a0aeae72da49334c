import { type MicrophoneChoice, microphoneConstraints } from "./audio-devices"

/** Whether the page may use a microphone. `missing`: allowed perhaps, but none is connected. */
export type MicrophoneAccess = "granted" | "prompt" | "denied" | "missing"

/** What the browser says now, without asking the person. */
export async function microphoneAccess(): Promise<MicrophoneAccess> {
  if (!navigator.mediaDevices) return "denied"
  const devices = await navigator.mediaDevices.enumerateDevices()
  const microphones = devices.filter((device) => device.kind === "audioinput")
  try {
    const { state } = await navigator.permissions.query({ name: "microphone" })
    if (state !== "granted") return state
  } catch {
    // Browsers that cannot be asked show names only to a page that may listen.
    if (!microphones.some((device) => device.label !== ""))
      return microphones.length > 0 ? "prompt" : "missing"
  }
  return microphones.length > 0 ? "granted" : "missing"
}

/** Calls `onChange` whenever the answer of {@link microphoneAccess} may be another. Returns what ends that. */
export function watchMicrophoneAccess(onChange: () => void): () => void {
  const ending = new AbortController()
  const { signal } = ending
  navigator.mediaDevices?.addEventListener("devicechange", onChange, { signal })
  navigator.permissions
    ?.query({ name: "microphone" })
    .then((status) => status.addEventListener("change", onChange, { signal }))
    .catch(() => undefined)
  return () => ending.abort()
}

/** Opens the chosen microphone, which asks the person where that is still open. Rejects as `getUserMedia` does. */
export function openMicrophone(choice: MicrophoneChoice): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ audio: microphoneConstraints(choice) })
}

/** Asks for the microphone once and lets go of it again. What came of it, never an error. */
export async function askForMicrophone(choice: MicrophoneChoice): Promise<MicrophoneAccess> {
  try {
    const stream = await openMicrophone(choice)
    for (const track of stream.getTracks()) track.stop()
    return "granted"
  } catch (error) {
    return accessAfter(error)
  }
}

/** What a failure of `getUserMedia` says about access: no device to be had is `missing`, anything else a refusal. */
export function accessAfter(error: unknown): MicrophoneAccess {
  const name = error instanceof Error ? error.name : ""
  return ["NotFoundError", "NotReadableError", "OverconstrainedError", "AbortError"].includes(name)
    ? "missing"
    : "denied"
}
