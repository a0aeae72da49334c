import { chosenDevices } from "@/lib/phone/keys"

/** A microphone or speaker as the browser names it; the label is empty until the microphone was allowed. */
export type AudioDevice = { id: string; label: string }

/** What is connected. `usual`: names of those the system uses where nothing is chosen; null where the browser does not say. */
export type AudioDevices = {
  microphones: AudioDevice[]
  speakers: AudioDevice[]
  usual: { microphone: string | null; speaker: string | null }
}

/**
 * Which devices this person chose on this machine. Null is the system's own choice; of `ring`, which sounds before a call is
 * answered and wants to be heard from afar, it is wherever the voice comes from.
 */
export type DeviceChoice = { microphone: string | null; speaker: string | null; ring: string | null }
export type DeviceKind = keyof DeviceChoice
export type MicrophoneChoice = Pick<DeviceChoice, "microphone">

export const noDevices: AudioDevices = {
  microphones: [],
  speakers: [],
  usual: { microphone: null, speaker: null },
}

/** "default" and "communications" repeat another device under the system's name for it. */
const repeating = ["", "default", "communications"]

export async function listAudioDevices(): Promise<AudioDevices> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  const of = (kind: MediaDeviceKind) =>
    devices
      .filter((device) => device.kind === kind && !repeating.includes(device.deviceId))
      .map((device) => ({ id: device.deviceId, label: device.label }))
  /** The one that "default" repeats is in the same piece of hardware. */
  const usual = (kind: MediaDeviceKind) => {
    const named = devices.find((device) => device.kind === kind && device.deviceId === "default")
    const same = devices.find(
      (device) =>
        device.kind === kind && device.groupId === named?.groupId && !repeating.includes(device.deviceId),
    )
    return same?.label || null
  }
  return {
    microphones: of("audioinput"),
    speakers: of("audiooutput"),
    usual: { microphone: usual("audioinput"), speaker: usual("audiooutput") },
  }
}

/** The choice kept in this browser; the system's own where there is none, or none may be kept. */
export function readDeviceChoice(storage = () => localStorage as Pick<Storage, "getItem">): DeviceChoice {
  const id = (stored: unknown) => (typeof stored === "string" ? stored : null)
  try {
    const stored: unknown = JSON.parse(storage().getItem(chosenDevices) ?? "{}")
    const { microphone, speaker, ring } = (stored ?? {}) as Partial<Record<DeviceKind, unknown>>
    return { microphone: id(microphone), speaker: id(speaker), ring: id(ring) }
  } catch {
    return { microphone: null, speaker: null, ring: null }
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
export function microphoneConstraints(choice: MicrophoneChoice): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(choice.microphone === null ? {} : { deviceId: { ideal: choice.microphone } }),
  }
}
