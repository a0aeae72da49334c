import { chosenDevices } from "@/lib/phone/keys"

/** A microphone or speaker as the browser names it; the label is empty until the microphone was allowed. */
export type AudioDevice = { id: string; label: string }
export type AudioDevices = { microphones: AudioDevice[]; speakers: AudioDevice[] }

/** Which devices this person chose on this machine; null is the system's own choice. */
export type DeviceChoice = { microphone: string | null; speaker: string | null }

export async function listAudioDevices(): Promise<AudioDevices> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  const of = (kind: MediaDeviceKind) =>
    devices
      // "default" and "communications" repeat another device under the system's name for it.
      .filter(
        (device) => device.kind === kind && !["", "default", "communications"].includes(device.deviceId),
      )
      .map((device) => ({ id: device.deviceId, label: device.label }))
  return { microphones: of("audioinput"), speakers: of("audiooutput") }
}

/** The choice kept in this browser; the system's own where there is none, or none may be kept. */
export function readDeviceChoice(storage = () => localStorage as Pick<Storage, "getItem">): DeviceChoice {
  try {
    const stored: unknown = JSON.parse(storage().getItem(chosenDevices) ?? "{}")
    const { microphone, speaker } = (stored ?? {}) as { microphone?: unknown; speaker?: unknown }
    return {
      microphone: typeof microphone === "string" ? microphone : null,
      speaker: typeof speaker === "string" ? speaker : null,
    }
  } catch {
    return { microphone: null, speaker: null }
  }
}

/** Keeps the choice for the next visit; false when the browser refuses (full, or forbidden), and then it holds for this page. */
export function keepDeviceChoice(
  choice: DeviceChoice,
  storage = () => localStorage as Pick<Storage, "setItem">,
): boolean {
  try {
    storage().setItem(chosenDevices, JSON.stringify(choice))
    return true
  } catch {
    return false
  }
}

/** Whether this browser lets a page choose its speaker; some have only the system's. */
export function canChooseSpeaker(): boolean {
  return typeof HTMLMediaElement.prototype.setSinkId === "function"
}

/** What to ask `getUserMedia` for. The chosen microphone is preferred, not demanded: it may be unplugged. */
export function microphoneConstraints(choice: DeviceChoice): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(choice.microphone === null ? {} : { deviceId: { ideal: choice.microphone } }),
  }
}
