import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { chosenDevices } from "@/lib/phone/keys"
import type { DeviceChoice, DeviceKind } from "./audio-devices"
import { DeviceFollower } from "./device-follower"

const headset = { microphone: "headset-in", speaker: "headset-out", ring: null }
const builtIn = [
  { kind: "audioinput", deviceId: "built-in", label: "内蔵マイク", groupId: "board" },
  { kind: "audiooutput", deviceId: "built-out", label: "内蔵スピーカー", groupId: "board" },
]
const plugged = [
  ...builtIn,
  { kind: "audioinput", deviceId: "headset-in", label: "ヘッドセット", groupId: "usb" },
  { kind: "audiooutput", deviceId: "headset-out", label: "ヘッドホン", groupId: "usb" },
]

let connected = plugged
let stored: Map<string, string>

beforeEach(() => {
  connected = plugged
  stored = new Map([[chosenDevices, JSON.stringify(headset)]])
  vi.stubGlobal("navigator", { mediaDevices: { enumerateDevices: async () => connected } })
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  })
})
afterEach(() => vi.unstubAllGlobals())

/** A follower whose line refuses what `refuse` names. */
function setUp(refuse: (usable: DeviceChoice) => DeviceKind[] = () => []) {
  const applied: string[] = []
  const missing: string[] = []
  const follower = new DeviceFollower({
    apply: async (usable) => {
      applied.push(`${usable.microphone ?? "-"} ${usable.speaker ?? "-"} ${usable.ring ?? "-"}`)
      return refuse(usable)
    },
    show: ({ devices }) => void missing.push(devices.missing.join(" ")),
  })
  return { follower, applied, missing }
}

test("a headset unplugged and plugged in again is left and returned to, and stays the choice", async () => {
  const { follower, applied, missing } = setUp()
  await follower.follow()
  connected = builtIn
  await follower.follow()
  expect(follower.read().choice).toEqual(headset)
  connected = plugged
  await follower.follow()
  expect(applied).toEqual(["headset-in headset-out -", "- - -", "headset-in headset-out -"])
  expect(missing).toEqual(["", "microphone speaker", ""])
  expect(JSON.parse(stored.get(chosenDevices) ?? "")).toEqual(headset)
})

test("a change told three times is applied once; what the line refused is tried with the next telling", async () => {
  const calm = setUp()
  await Promise.all([calm.follower.follow(), calm.follower.follow(), calm.follower.follow()])
  expect(calm.applied).toHaveLength(1)

  let isKnown = false
  const late = setUp(() => (isKnown ? [] : ["microphone"]))
  await late.follower.follow()
  isKnown = true
  await late.follower.follow()
  await late.follower.follow()
  expect(late.applied).toEqual(["headset-in headset-out -", "headset-in headset-out -"])
})

test("choosing another while the headset is away keeps the rest of the choice for its return", async () => {
  const { follower, applied } = setUp()
  connected = builtIn
  await follower.follow()
  await follower.choose({ ...headset, ring: "built-out" })
  connected = plugged
  await follower.follow()
  expect(applied).toEqual(["- - -", "- - built-out", "headset-in headset-out built-out"])
  expect(JSON.parse(stored.get(chosenDevices) ?? "")).toEqual({ ...headset, ring: "built-out" })
})

test("what is refused stays what it was, in what is shown and in what is kept", async () => {
  const { follower } = setUp(({ microphone }) => (microphone === "built-in" ? ["microphone"] : []))
  await follower.follow()
  const refused = await follower.choose({ microphone: "built-in", speaker: "built-out", ring: null })
  expect(refused).toEqual(["microphone"])
  const kept = { microphone: "headset-in", speaker: "built-out", ring: null }
  expect(follower.read().choice).toEqual(kept)
  expect(JSON.parse(stored.get(chosenDevices) ?? "")).toEqual(kept)
})

test("a browser that gives a page no devices is left alone", async () => {
  vi.stubGlobal("navigator", {})
  const { follower, applied, missing } = setUp()
  await follower.follow()
  expect([applied, missing]).toEqual([[], []])
})
