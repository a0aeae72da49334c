import type { DeviceChoice } from "./audio-devices"

/** What of the SDK's `AudioHelper` is used. */
export type SdkAudio = {
  isOutputSelectionSupported: boolean
  availableInputDevices: ReadonlyMap<string, unknown>
  inputDevice: { deviceId: string } | null
  speakerDevices: { set(ids: string): Promise<void> }
  setInputDevice(id: string): Promise<void>
}

/**
 * Has the SDK use `choice` from now on: the speaker always, the microphone while `isInCall`. Each for itself, since a browser may know
 * only one of them. Resolves to those it refused, which are as they were.
 *
 * A chosen microphone is set by its id though the call was answered with it: one that was merely asked for is given up for the
 * system's own at the next change of any device (`audiohelper.js` of 2.18, `_updateDevices`). The system's own is left to the SDK,
 * which follows it, until another was set.
 */
export async function applyDevices(
  audio: SdkAudio,
  choice: DeviceChoice,
  isInCall: () => boolean,
): Promise<("speaker" | "microphone")[]> {
  const setSpeaker = async () => {
    if (choice.speaker === null && !audio.isOutputSelectionSupported) return
    await audio.speakerDevices.set(choice.speaker ?? "default")
  }
  const setMicrophone = async () => {
    if (!isInCall()) return
    const id = choice.microphone ?? usualInput(audio)
    if (id === null) return
    await audio.setInputDevice(id)
    latest.set(audio, id)
    void hold(audio, id, isInCall)
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

/** Which microphone was set last, so that only that one is held. */
const latest = new WeakMap<SdkAudio, string>()
/** When, in ms after it was set, the microphone is looked at again. */
const looks = [250, 1000]

/**
 * Sets it again where the SDK has meanwhile taken the system's own: it does so by itself in the very moment a device comes or goes
 * while "default" is in use, and whichever opens last wins.
 */
async function hold(audio: SdkAudio, id: string, isInCall: () => boolean) {
  for (const wait of looks) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    if (!isInCall() || latest.get(audio) !== id) return
    if (audio.inputDevice?.deviceId !== id && audio.availableInputDevices.has(id)) {
      await audio.setInputDevice(id).catch(() => undefined)
    }
  }
}
