import { describe, expect, test } from "vitest"
import { agent, CallUnderTest } from "../../../../tests/support/call-context.ts"
import type { PlannedEffect } from "./decision.ts"

const kinds = ({ effects }: { effects: PlannedEffect[] }) => effects.map(({ effect }) => effect.kind)

describe("a recording", () => {
  function talkedCall() {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    call.answer()
    call.customerEnds()
    const [recording] = call.state.recordings
    if (!recording) throw new Error("Nothing is recorded")
    const { id: recordingId, stayId } = recording
    return { call, callId: call.state.id, recordingId, stayId }
  }
  const file = { objectName: "a/b/c.wav", contentType: "audio/wav", sizeBytes: 100, durationMs: 1_000 }
  const providerRecordingId = "RE1"

  test("[D1] is fetched once it is ready, and the provider's is deleted once ours is safe", () => {
    const { call, callId, stayId, recordingId } = talkedCall()
    const ready = { kind: "recording_ready", callId, stayId, providerRecordingId } as const
    expect(kinds(call.event(ready))).toEqual(["fetch_recording"])
    expect(call.event(ready).effects).toEqual([])
    const stored = { kind: "recording_stored", callId, recordingId, ...file } as const
    expect(call.event(stored).effects).toEqual([
      { effect: { kind: "delete_provider_recording", recordingId, providerRecordingId }, delayMs: null },
    ])
    expect(call.event(stored).facts).toEqual([])
  })

  test("that does not come raises an alarm, and is still fetched when it comes later", () => {
    const { call, callId, stayId, recordingId } = talkedCall()
    expect(kinds(call.pass(600).deadline("recording_overdue", recordingId))).toEqual(["raise_alarm"])
    expect(call.state.recordings[0]?.state).toBe("failed")
    const ready = { kind: "recording_ready", callId, stayId, providerRecordingId } as const
    expect(kinds(call.event(ready))).toEqual(["fetch_recording"])
  })

  test("that could not be fetched is said to have failed, with the reason", () => {
    const { call, callId, stayId } = talkedCall()
    const ready = call.event({ kind: "recording_ready", callId, stayId, providerRecordingId })
    const [fetching] = ready.effects
    if (!fetching) throw new Error("Nothing is fetched")
    const { work, effects } = call.givenUp(fetching.effect, "too slow")
    expect(work).toMatchObject([{ step: "fail_recording", error: "too slow" }])
    expect(kinds({ effects })).toEqual(["raise_alarm"])
  })

  test("of a stay in which nobody talked is not kept anywhere", () => {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.acknowledge()
    call.legCreated()
    call.answer()
    call.customerEnds()
    const ready = { kind: "recording_ready", callId: call.state.id, stayId: call.stays[0] ?? "" } as const
    expect(kinds(call.event({ ...ready, providerRecordingId }))).toEqual(["delete_provider_recording"])
    expect(call.state.recordings).toEqual([])
  })
})
