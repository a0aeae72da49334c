import { EventEmitter } from "node:events"
import type { Call } from "@twilio/voice-sdk"
import { describe, expect, test } from "vitest"
import { VoiceCall } from "./voice-call"

/** Plays the SDK's part of a call. */
class FakeCall extends EventEmitter {
  readonly asked: string[] = []
  accept({ rtcConstraints }: { rtcConstraints: { audio: { deviceId?: { ideal: string } } } }) {
    this.asked.push(`accept ${rtcConstraints.audio.deviceId?.ideal ?? "default"}`)
  }
  reject() {
    this.asked.push("reject")
  }
}

function setUp() {
  const sdk = new FakeCall()
  const log: string[] = []
  const call = new VoiceCall("o1", sdk as unknown as Call, {
    onOver: () => void log.push("over"),
    onRingStopped: () => void log.push("ring stopped"),
    onConnected: () => void log.push("connected"),
    onAnswerFailed: (problem) => void log.push(`answer failed: ${problem}`),
    onDisconnected: (problem) => void log.push(`disconnected: ${problem}`),
    onQuality: (quality) => void log.push(quality),
  })
  return { sdk, call, log }
}

/** The turn of the event loop in which the SDK reports is over. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe("a leg of the SDK", () => {
  test("[E4] connects with the chosen microphone and ends without a fault", () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: "usb", speaker: null })
    sdk.emit("accept")
    sdk.emit("disconnect")
    expect(sdk.asked).toEqual(["accept usb"])
    expect(log).toEqual(["connected", "over", "disconnected: null"])
  })

  test("is answered once", () => {
    const { sdk, call } = setUp()
    call.answer({ microphone: null, speaker: null })
    call.answer({ microphone: null, speaker: null })
    call.reject()
    expect(sdk.asked).toEqual(["accept default"])
  })

  test("stops ringing when it is cancelled", () => {
    const { sdk, log } = setUp()
    sdk.emit("cancel")
    expect(log).toEqual(["over", "ring stopped"])
  })

  test("says why answering failed, once, though the SDK reports the end before the reason", async () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: null, speaker: null })
    sdk.emit("disconnect")
    sdk.emit("error", { code: 31_401 })
    await turn()
    expect(log).toEqual(["over", "answer failed: microphone_denied"])
  })

  test("that ends while it is being answered failed, whatever the reason", async () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: null, speaker: null })
    sdk.emit("disconnect")
    await turn()
    expect(log).toEqual(["over", "answer failed: answer_failed"])
  })

  test("names the fault that ended it", () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: null, speaker: null })
    sdk.emit("accept")
    sdk.emit("error", { code: 53_405 })
    sdk.emit("disconnect")
    expect(log).toEqual(["connected", "over", "disconnected: connection_lost"])
  })

  test("[K2] is poor, not over, while it reconnects", () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: null, speaker: null })
    sdk.emit("accept")
    sdk.emit("reconnecting", { code: 53_405 })
    sdk.emit("reconnected")
    sdk.emit("sample", { mos: 3.4 })
    expect(log).toEqual(["connected", "poor", "good", "fair"])
  })
})
