import { afterEach, expect, test, vi } from "vitest"
import { applyDevices } from "./apply-devices"

const usual = { microphone: null, speaker: null, ring: null }

/** The SDK's audio with these microphones; it refuses what it does not know, as the SDK does. */
function fakeAudio({ inputs = ["default", "usb"], canChooseSpeaker = true } = {}) {
  const log: string[] = []
  const audio = {
    isOutputSelectionSupported: canChooseSpeaker,
    inputDevice: null as { deviceId: string } | null,
    availableInputDevices: new Map(inputs.map((id) => [id, {}])),
    speakerDevices: {
      set: async (id: string) => {
        if (!canChooseSpeaker) throw new Error("This browser does not support audio output selection")
        log.push(`speaker ${id}`)
      },
    },
    setInputDevice: async (id: string) => {
      if (!inputs.includes(id)) throw new Error(`Device not found: ${id}`)
      log.push(`microphone ${id}`)
      audio.inputDevice = { deviceId: id }
    },
  }
  return { audio, log }
}

test("the microphone is opened within a call alone, the speaker is set before", async () => {
  const { audio, log } = fakeAudio()
  await applyDevices(audio, { ...usual, microphone: "usb", speaker: "out" }, () => false)
  expect(log).toEqual(["speaker out"])
  await applyDevices(audio, { ...usual, microphone: "usb", speaker: "out" }, () => true)
  expect(log).toEqual(["speaker out", "speaker out", "microphone usb"])
})

test("without a choice it is the system's own, under whatever name the browser has for it", async () => {
  const chromium = fakeAudio()
  await applyDevices(chromium.audio, usual, () => true)
  expect(chromium.log).toEqual(["speaker default", "microphone default"])
  const firefox = fakeAudio({ inputs: ["built-in", "usb"], canChooseSpeaker: false })
  expect(await applyDevices(firefox.audio, usual, () => true)).toEqual([])
  expect(firefox.log).toEqual(["microphone built-in"])
})

test("where nothing is connected nothing is asked for, and nothing is called refused", async () => {
  const { audio, log } = fakeAudio({ inputs: [] })
  expect(await applyDevices(audio, usual, () => true)).toEqual([])
  expect(log).toEqual(["speaker default"])
})

test("one that is refused is named, and keeps the other from nothing", async () => {
  const { audio, log } = fakeAudio({ canChooseSpeaker: false })
  expect(await applyDevices(audio, { ...usual, microphone: "usb", speaker: "out" }, () => true)).toEqual([
    "speaker",
  ])
  expect(log).toEqual(["microphone usb"])
  const gone = fakeAudio({ inputs: ["default"] })
  expect(await applyDevices(gone.audio, { ...usual, microphone: "usb" }, () => true)).toEqual(["microphone"])
})

test("a microphone the SDK gives up for the system's own in the same moment is set again, unless it is not wanted any more", async () => {
  vi.useFakeTimers()
  const { audio, log } = fakeAudio()
  let isInCall = true
  await applyDevices(audio, { ...usual, microphone: "usb" }, () => isInCall)
  // What the SDK does by itself when "default" was in use and a device came.
  audio.inputDevice = { deviceId: "default" }
  await vi.advanceTimersByTimeAsync(5000)
  expect(log.filter((line) => line.startsWith("microphone"))).toEqual(["microphone usb", "microphone usb"])

  await applyDevices(audio, { ...usual, microphone: "usb" }, () => isInCall)
  await applyDevices(audio, usual, () => isInCall)
  await vi.advanceTimersByTimeAsync(5000)
  expect(audio.inputDevice?.deviceId).toBe("default")

  await applyDevices(audio, { ...usual, microphone: "usb" }, () => isInCall)
  audio.inputDevice = null
  isInCall = false
  await vi.advanceTimersByTimeAsync(5000)
  expect(audio.inputDevice).toBeNull()
})
afterEach(() => void vi.useRealTimers())
