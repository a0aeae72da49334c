import type { DeviceChoice } from "./audio-devices"

/** What of the SDK's `AudioHelper` is used. */
export type SdkAudio = {
  isOutputSelectionSupported: boolean
  availableInputDevices: ReadonlyMap<string, unknown>
  speakerDevices: { set(ids: string): Promise<void> }
  setInputDevice(id: string): Promise<void>
}

/**
 * Has the SDK use `choice` from now on: the speaker always, the microphone within a call. Each for itself, since a browser may know
 * only one of them. Resolves to those it refused, which are as they were.
 *
 * A chosen microphone is set by its id though the call was answered with it: one that was merely asked for is given up for the
 * system's own at the next change of any device (`audiohelper.js` of 2.18, `_updateDevices`). The system's own is left to the SDK,
 * which follows it, until another was set.
 */
export async function applyDevices(
  audio: SdkAudio,
  choice: DeviceChoice,
  isInCall: boolean,
): Promise<("speaker" | "microphone")[]> {
  const setSpeaker = async () => {
    if (choice.speaker === null && !audio.isOutputSelectionSupported) return
    await audio.speakerDevices.set(choice.speaker ?? "default")
  }
  const setMicrophone = async () => {
    if (!isInCall) return
    const id = choice.microphone ?? usualInput(audio)
    if (id !== null) await audio.setInputDevice(id)
  }
  const [speaker, microphone] = await Promise.allSettled([setSpeaker(), setMicrophone()])
  return [
    ...(speaker.status === "rejected" ? (["speaker"] as const) : []),
    ...(microphone.status === "rejected" ? (["microphone"] as const) : []),
  ]
}

/** Id of the system's own microphone, or of any where the browser has no name for that; null where there is none. */
function usualInput({ availableInputDevices }: SdkAudio): string | null {
  if (availableInputDevices.has("default")) return "default"
  return availableInputDevices.keys().next().value ?? null
}
