import { afterEach, describe, expect, test, vi } from "vitest"
import { type AudioDevices, type DeviceChoice, listAudioDevices, noDevices } from "./audio-devices"
import { type DeviceUse, deviceNews, missingOf, nameInUse, usableOf } from "./device-use"

const headset: DeviceChoice = { microphone: "headset-in", speaker: "headset-out", ring: null }
const builtIn: AudioDevices = {
  microphones: [{ id: "built-in", label: "内蔵マイク" }],
  speakers: [{ id: "built-out", label: "内蔵スピーカー" }],
  usual: { microphone: "内蔵マイク", speaker: "内蔵スピーカー" },
}
const plugged: AudioDevices = {
  microphones: [...builtIn.microphones, { id: "headset-in", label: "ヘッドセット" }],
  speakers: [...builtIn.speakers, { id: "headset-out", label: "ヘッドホン" }],
  usual: { microphone: "ヘッドセット", speaker: "ヘッドホン" },
}
const useOf = (connected: AudioDevices, choice = headset): DeviceUse => ({
  connected,
  missing: missingOf(choice, connected),
})

describe("a headset that is unplugged and plugged in", () => {
  test("is missing while it is away, and what is there is used instead", () => {
    const away = useOf(builtIn)
    expect(away.missing).toEqual(["microphone", "speaker"])
    expect(usableOf(headset, away.missing)).toEqual({ microphone: null, speaker: null, ring: null })
    expect(usableOf(headset, useOf(plugged).missing)).toEqual(headset)
  })

  test("is said to be gone with what is used now, and to be back", () => {
    expect(deviceNews(headset, useOf(plugged), useOf(builtIn))).toEqual([
      { kind: "microphone", isBack: false, inUse: "内蔵マイク" },
      { kind: "speaker", isBack: false, inUse: "内蔵スピーカー" },
    ])
    expect(deviceNews(headset, useOf(builtIn), useOf(plugged))).toEqual([
      { kind: "microphone", isBack: true, inUse: "ヘッドセット" },
      { kind: "speaker", isBack: true, inUse: "ヘッドホン" },
    ])
    expect(deviceNews(headset, useOf(plugged), useOf(plugged))).toEqual([])
  })

  test("changes nothing for a ring that has a device of its own, and for one that has not it is where the voice is", () => {
    const apart: DeviceChoice = { ...headset, ring: "built-out" }
    expect(missingOf(apart, builtIn)).not.toContain("ring")
    expect(nameInUse("ring", apart, useOf(plugged, apart))).toBe("内蔵スピーカー")
    expect(nameInUse("ring", headset, useOf(plugged))).toBe("ヘッドホン")
    expect(nameInUse("ring", headset, useOf(builtIn))).toBe("内蔵スピーカー")
  })

  test("is not called missing by a browser that lists nothing", () => {
    expect(missingOf(headset, noDevices)).toEqual([])
    expect(missingOf(headset, { ...plugged, speakers: [] })).toEqual([])
  })
})

describe("what a browser lists", () => {
  afterEach(() => vi.unstubAllGlobals())

  test("is told without its repetitions, and which one the system uses is told by its hardware", async () => {
    const device = (kind: string, deviceId: string, label: string, groupId: string) => ({
      kind,
      deviceId,
      label,
      groupId,
    })
    vi.stubGlobal("navigator", {
      mediaDevices: {
        enumerateDevices: async () => [
          device("audioinput", "default", "デフォルト - ヘッドセット", "usb"),
          device("audioinput", "communications", "通信 - ヘッドセット", "usb"),
          device("audioinput", "built-in", "内蔵マイク", "board"),
          device("audioinput", "headset-in", "ヘッドセット", "usb"),
          device("audiooutput", "built-out", "内蔵スピーカー", "board"),
          device("videoinput", "camera", "カメラ", "board"),
        ],
      },
    })
    expect(await listAudioDevices()).toEqual({
      microphones: [
        { id: "built-in", label: "内蔵マイク" },
        { id: "headset-in", label: "ヘッドセット" },
      ],
      speakers: [{ id: "built-out", label: "内蔵スピーカー" }],
      usual: { microphone: "ヘッドセット", speaker: null },
    })
  })
})
