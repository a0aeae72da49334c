import { EventEmitter } from "node:events"
import type { Call } from "@twilio/voice-sdk"
import fc from "fast-check"
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
  disconnect() {
    this.asked.push("disconnect")
  }
  mute(isMuted: boolean) {
    this.asked.push(`mute ${isMuted}`)
  }
}

function setUp(isOwn = false) {
  const sdk = new FakeCall()
  const log: string[] = []
  const call = new VoiceCall(
    "l1",
    sdk as unknown as Call,
    {
      onOver: () => void log.push("over"),
      onRingStopped: () => void log.push("ring stopped"),
      onConnected: () => void log.push("connected"),
      onAnswerFailed: (problem) => void log.push(`answer failed: ${problem}`),
      onReconnecting: () => void log.push("lost"),
      onReconnected: () => void log.push("stands again"),
      onDisconnected: (problem) => void log.push(`disconnected: ${problem}`),
      onLine: ({ quality, warnings }) => void log.push([quality, ...warnings].join(" ")),
    },
    isOwn,
  )
  return { sdk, call, log }
}

/** The turn of the event loop in which the SDK reports is over. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe("a leg of the SDK", () => {
  test("[E4] connects with the chosen microphone and ends without a fault", () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: "usb" })
    sdk.emit("accept")
    sdk.emit("disconnect")
    expect(sdk.asked).toEqual(["accept usb"])
    expect(log).toEqual(["connected", "over", "disconnected: null"])
  })

  test("is answered once", () => {
    const { sdk, call } = setUp()
    call.answer({ microphone: null })
    call.answer({ microphone: null })
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
    call.answer({ microphone: null })
    sdk.emit("disconnect")
    sdk.emit("error", { code: 31_401 })
    await turn()
    expect(log).toEqual(["over", "answer failed: microphone_denied"])
  })

  test("that ends while it is being answered failed, whatever the reason", async () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: null })
    sdk.emit("disconnect")
    await turn()
    expect(log).toEqual(["over", "answer failed: answer_failed"])
  })

  test("that is accepted and cancelled in the same moment is over, once", () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: null })
    sdk.emit("accept")
    sdk.emit("cancel")
    sdk.emit("disconnect")
    expect(log).toEqual(["connected", "over", "disconnected: null"])
  })

  test("that is accepted after its end is ended, since nobody else would", () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: null })
    sdk.emit("cancel")
    sdk.emit("accept")
    expect(log).toEqual(["over", "ring stopped"])
    expect(sdk.asked.at(-1)).toBe("disconnect")
  })

  test("that is hung up here is over, also when the SDK never says so", () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: null })
    sdk.emit("accept")
    call.hangUp()
    expect(log).toEqual(["connected", "over", "disconnected: null"])
  })

  const endings = ["cancel", "disconnect", "reject"]
  test("ends once by any end, in whatever order the SDK tells its events", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(["answer", "accept", "error", ...endings], { minLength: 1 }),
        fc.array(fc.constantFrom("accept", "error", ...endings), { maxLength: 3 }),
        async (order, repeated) => {
          const { sdk, call, log } = setUp()
          const told = [...order, ...repeated]
          for (const event of told) {
            if (event === "answer") call.answer({ microphone: null })
            else sdk.emit(event, { code: 31_402 })
          }
          await turn()
          const isEnded = told.some((event) => endings.includes(event)) || log.includes("over")
          expect(log.filter((line) => line === "over")).toHaveLength(isEnded ? 1 : 0)
          expect(log.filter((line) => /^(ring stopped|answer failed|disconnected)/.test(line))).toHaveLength(
            isEnded ? 1 : 0,
          )
          expect(log.lastIndexOf("connected")).toBeLessThanOrEqual(isEnded ? log.indexOf("over") : log.length)
        },
      ),
    )
  })

  test("names the fault that ended it", () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: null })
    sdk.emit("accept")
    sdk.emit("error", { code: 53_405 })
    sdk.emit("disconnect")
    expect(log).toEqual(["connected", "over", "disconnected: connection_lost"])
  })

  test("[K2] is poor, not over, while it reconnects", () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: null })
    sdk.emit("accept")
    sdk.emit("reconnecting", { code: 53_405 })
    sdk.emit("reconnected")
    sdk.emit("sample", { mos: 3.4 })
    expect(log).toEqual(["connected", "poor reconnecting", "lost", "good", "stands again", "fair"])
  })

  test("says what hinders it, once, and when that is over", () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: null })
    sdk.emit("accept")
    sdk.emit("warning", "high-rtt")
    sdk.emit("sample", { mos: 4.2 })
    sdk.emit("warning", "high-packet-loss")
    sdk.emit("warning", "high-packets-lost-fraction")
    sdk.emit("warning-cleared", "high-packet-loss")
    sdk.emit("warning-cleared", "high-packets-lost-fraction")
    sdk.emit("warning-cleared", "high-rtt")
    expect(log).toEqual(["connected", "fair slow", "fair gaps slow", "fair slow", "good"])
  })

  test("does not complain of a microphone that is muted on purpose", () => {
    const { sdk, call, log } = setUp()
    call.answer({ microphone: null })
    sdk.emit("accept")
    sdk.emit("warning", "constant-audio-input-level")
    call.mute(true)
    expect(log.at(-1)).toBe("good")
    // While muted the SDK says nothing of the level; it does when the microphone is still silent after.
    call.mute(false)
    sdk.emit("warning", "constant-audio-input-level")
    expect(log).toEqual(["connected", "good silent_microphone", "good", "good silent_microphone"])
  })
})

describe("[C4] a leg this page connects itself", () => {
  test("needs no answer: it connects, and ends as any other", () => {
    const { sdk, log } = setUp(true)
    sdk.emit("accept")
    sdk.emit("disconnect")
    expect(sdk.asked).toEqual([])
    expect(log).toEqual(["connected", "over", "disconnected: null"])
  })

  test("that never connects has failed, with the reason that follows", async () => {
    const { sdk, log } = setUp(true)
    sdk.emit("error", { code: 31402 })
    sdk.emit("disconnect")
    await turn()
    expect(log).toEqual(["over", "answer failed: microphone_missing"])
  })
})
