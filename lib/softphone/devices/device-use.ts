import type { AudioDevice, AudioDevices, DeviceChoice, DeviceKind } from "./audio-devices"

/** What is connected, and which of the chosen devices are not: they are used again as soon as they are back. */
export type DeviceUse = { connected: AudioDevices; missing: readonly DeviceKind[] }

/** A chosen device that went or came back; `inUse` names what is used now, null where the browser does not say. */
export type DeviceNews = { kind: DeviceKind; isBack: boolean; inUse: string | null }

const kinds = ["microphone", "speaker", "ring"] as const

/**
 * Which chosen devices are missing of those `connected`. Where the browser lists none of a kind it does not tell (no permission
 * yet, or no choice of speakers), and none is called missing.
 */
export function missingOf(choice: DeviceChoice, connected: AudioDevices): DeviceKind[] {
  return kinds.filter((kind) => {
    const there = listOf(kind, connected)
    return choice[kind] !== null && there.length > 0 && !there.some(({ id }) => id === choice[kind])
  })
}

/** The choice without what is missing: the system's own instead, and for the ring wherever the voice comes from. */
export function usableOf(choice: DeviceChoice, missing: readonly DeviceKind[]): DeviceChoice {
  const usable = (kind: DeviceKind) => (missing.includes(kind) ? null : choice[kind])
  return { microphone: usable("microphone"), speaker: usable("speaker"), ring: usable("ring") }
}

/** Name of what is used as `kind`; null where the browser does not say. */
export function nameInUse(kind: DeviceKind, choice: DeviceChoice, { connected, missing }: DeviceUse) {
  const usable = usableOf(choice, missing)
  const id = kind === "ring" ? (usable.ring ?? usable.speaker) : usable[kind]
  if (id === null) return connected.usual[kind === "microphone" ? "microphone" : "speaker"]
  return listOf(kind, connected).find((device) => device.id === id)?.label || null
}

/** What is to be said when the devices in use become others without the person having chosen. */
export function deviceNews(choice: DeviceChoice, before: DeviceUse, after: DeviceUse): DeviceNews[] {
  return kinds.flatMap((kind) => {
    const wasMissing = before.missing.includes(kind)
    const isMissing = after.missing.includes(kind)
    if (wasMissing === isMissing) return []
    return [{ kind, isBack: wasMissing, inUse: nameInUse(kind, choice, after) }]
  })
}

function listOf(kind: DeviceKind, { microphones, speakers }: AudioDevices): readonly AudioDevice[] {
  return kind === "microphone" ? microphones : speakers
}
