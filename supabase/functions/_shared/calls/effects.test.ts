import { expect, test } from "vitest"
import { type Effect, effect, laneOf, leaseMsOf, limitsOf, targetOf } from "./effects.ts"

const id = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`
const [leg, other, stay, recording, call] = [id(1), id(2), id(3), id(4), id(5)]
const examples: Effect[] = [
  { kind: "redirect_leg", legId: leg, providerLegId: "CA1", to: "join", step: "v1-1" },
  {
    kind: "create_leg",
    legId: other,
    callId: call,
    memberId: id(6),
    stayId: stay,
    contractNumber: "+81312345678",
    isRecorded: true,
    timeoutSeconds: 20,
  },
  {
    kind: "dial_leg",
    legId: other,
    callId: call,
    stayId: stay,
    number: "+819012345678",
    contractNumber: "+81312345678",
    isRecorded: true,
    timeoutSeconds: 60,
  },
  { kind: "end_leg", legId: other, providerLegId: null, memberId: id(6), stayId: stay },
  { kind: "end_on_exit", legId: leg, providerLegId: "CA1", conferenceId: "CF1" },
  { kind: "hold_leg", legId: leg, providerLegId: "CA1", stayId: stay, conferenceId: null, isHeld: true },
  { kind: "pause_recording", callId: call, stayId: stay, conferenceId: "CF1", isPaused: true },
  {
    kind: "supervise_leg",
    legId: other,
    providerLegId: "CA2",
    stayId: stay,
    conferenceId: "CF1",
    mode: "whisper",
    coachedLegId: leg,
    coachedProviderLegId: "CA1",
  },
  { kind: "end_stay", stayId: stay, conferenceId: "CF1" },
  { kind: "check_leg", legId: leg, providerLegId: "CA1", everyMs: 60_000 },
  {
    kind: "fetch_recording",
    callId: call,
    recordingId: recording,
    providerRecordingId: "RE1",
    objectName: "a.wav",
  },
  { kind: "delete_provider_recording", recordingId: recording, providerRecordingId: "RE1" },
  {
    kind: "delete_recording",
    callId: call,
    recordingId: recording,
    objectName: "a.wav",
    providerRecordingId: null,
  },
  { kind: "raise_alarm", alarm: "recording_failed", detail: "call: too slow" },
]

test("every kind of effect is read back as it was written", () => {
  expect(new Set(examples.map(({ kind }) => kind)).size).toBe(effect.options.length)
  for (const one of examples) expect(effect.parse(JSON.parse(JSON.stringify(one)))).toEqual(one)
})

test("[K4] a lease outlasts the longest try, so that no two carry out one effect at once", () => {
  for (const { kind } of examples) {
    const { timeoutMs, tries } = limitsOf(kind)
    expect(leaseMsOf(kind)).toBeGreaterThan(timeoutMs)
    expect(tries).toBeGreaterThan(1)
  }
})

test("what concerns one leg, and one recording, happens in its order; legs go side by side", () => {
  const lanes = new Map(examples.map((one) => [one.kind, laneOf(one)]))
  expect(lanes.get("redirect_leg")).toBe(lanes.get("end_on_exit"))
  expect(lanes.get("create_leg")).toBe(lanes.get("end_leg"))
  expect(lanes.get("fetch_recording")).toBe(lanes.get("delete_provider_recording"))
  expect(lanes.get("redirect_leg")).not.toBe(lanes.get("create_leg"))
  // It waits for a minute: nothing is to wait with it.
  expect(lanes.get("check_leg")).not.toBe(lanes.get("redirect_leg"))
})

test("an effect's target tells two of a kind apart", () => {
  const [redirect] = examples as [Effect & { kind: "redirect_leg" }]
  expect(targetOf(redirect)).not.toBe(targetOf({ ...redirect, legId: other }))
  const alarm = { kind: "raise_alarm", alarm: "recording_failed" } as const
  expect(targetOf({ ...alarm, detail: "call a" })).not.toBe(targetOf({ ...alarm, detail: "call b" }))
})
