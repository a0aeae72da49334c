import { describe, expect, test } from "vitest"
import { agent, CallUnderTest } from "../../../../tests/support/call-context.ts"

const kinds = (items: readonly { kind: string }[]) => items.map(({ kind }) => kind)

describe("a recording", () => {
  function talkedCall() {
    const call = new CallUnderTest([agent("佐藤")])
    call.arrive()
    call.ring()
    call.answer()
    call.event({ kind: "customer_left", providerCallId: "CA", from: null, to: null })
    return call
  }
  const file = { objectName: "a/b/c.wav", contentType: "audio/wav", sizeBytes: 100, durationMs: 1_000 }

  test("[D1] is fetched once it is ready, and the provider's is deleted once ours is safe", () => {
    const call = talkedCall()
    const callId = call.state.id
    const ready = { kind: "recording_ready", callId, providerRecordingId: "RE1" } as const
    expect(kinds(call.event(ready).effects)).toEqual(["fetch_recording"])
    expect(call.event(ready).effects).toEqual([])
    const stored = { kind: "recording_stored", callId, ...file } as const
    expect(call.event(stored).effects).toEqual([
      { kind: "delete_provider_recording", providerRecordingId: "RE1" },
    ])
    expect(call.event(stored).facts).toEqual([])
  })

  test("that does not come raises an alarm, and is still fetched when it comes later", () => {
    const call = talkedCall()
    expect(kinds(call.pass(600).deadline("recording_overdue", null).effects)).toEqual(["raise_alarm"])
    expect(call.state.recording?.state).toBe("failed")
    const ready = { kind: "recording_ready", callId: call.state.id, providerRecordingId: "RE1" } as const
    expect(kinds(call.event(ready).effects)).toEqual(["fetch_recording"])
  })
})
