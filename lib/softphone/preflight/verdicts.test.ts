import { EventEmitter } from "node:events"
import type { PreflightTest } from "@twilio/voice-sdk"
import { describe, expect, test, vi } from "vitest"
import { type CallFigures, figuresOf } from "./figures"
import { reportText } from "./report"
import { outcomeOf } from "./test-call"
import { type CallOutcome, checkIds, type Findings, stateOf, verdictsOf } from "./verdicts"

const browser = { isSecure: true, hasWebRtc: true, hasMicrophones: true, canChooseSpeaker: true }
const figures: CallFigures = {
  hasReceived: true,
  transport: "udp",
  isRelayed: false,
  roundTrip: 40,
  jitter: 3,
  loss: 0,
  score: 4.3,
  microphoneLevel: 4000,
  edge: "tokyo",
}
const measured = (change: Partial<CallFigures> = {}): CallOutcome => ({
  kind: "measured",
  figures: { ...figures, ...change },
})
const failed = (code: number | null, hasConnected = false): CallOutcome => ({
  kind: "failed",
  code,
  hasConnected,
})
const judge = (change: Partial<Findings> = {}) =>
  verdictsOf({ browser, microphone: "granted", call: measured(), isHeard: true, ...change })

describe("[A13] the preflight", () => {
  test("finds nothing where nothing is wrong", () => {
    expect(checkIds.map((id) => stateOf(judge()[id]))).toEqual(checkIds.map(() => "good"))
  })

  test.each([
    [{ isSecure: false, hasMicrophones: false }, "browser_insecure"],
    [{ hasWebRtc: false }, "browser_unsupported"],
    [{ hasMicrophones: false }, "browser_unsupported"],
    [{ canChooseSpeaker: false }, "browser_limited"],
  ] as const)("of a browser with %j says %s", (change, verdict) => {
    expect(judge({ browser: { ...browser, ...change } }).browser).toBe(verdict)
  })

  test.each([
    ["denied", null, "microphone_denied"],
    ["missing", null, "microphone_missing"],
    [null, null, "not_yet"],
    ["granted", null, "microphone_good"],
    ["granted", failed(31_402), "microphone_missing"],
    ["granted", measured({ microphoneLevel: 0 }), "microphone_silent"],
  ] as const)("of a microphone that is %s, after %j, says %s", (microphone, call, verdict) => {
    expect(judge({ microphone, call }).microphone).toBe(verdict)
  })

  test.each([
    ["no call yet", null, ["not_yet", "not_yet", "not_yet"]],
    ["nobody signed in", { kind: "no_token" }, ["signed_out", "signed_out", "signed_out"]],
    ["no way to the provider", failed(31_005), ["signalling_blocked", "not_reached", "not_reached"]],
    ["a test that took too long", failed(null), ["signalling_blocked", "not_reached", "not_reached"]],
    ["a refused token", failed(20_101), ["signalling_refused", "not_reached", "not_reached"]],
    ["no way for the sound", failed(53_405), ["signalling_good", "media_blocked", "not_reached"]],
    ["a call that broke off", failed(null, true), ["signalling_good", "media_blocked", "not_reached"]],
    ["a microphone that failed", failed(31_401), ["not_reached", "not_reached", "not_reached"]],
    ["silence", measured({ hasReceived: false }), ["signalling_good", "media_blocked", "not_reached"]],
    [
      "TLS",
      measured({ transport: "tls", isRelayed: true }),
      ["signalling_good", "media_relayed", "quality_good"],
    ],
  ] as const)("of %s says of signalling, media and quality", (_, call, verdicts) => {
    const found = judge({ call })
    expect([found.signalling, found.media, found.quality]).toEqual(verdicts)
  })

  test.each([
    [{ roundTrip: null, jitter: null, loss: null, score: null }, "quality_good"],
    [{ roundTrip: 201 }, "quality_fair"],
    [{ loss: 1.5 }, "quality_fair"],
    [{ score: 3.5 }, "quality_fair"],
    [{ roundTrip: 401 }, "quality_bad"],
    [{ jitter: 31 }, "quality_bad"],
    [{ loss: 3.1 }, "quality_bad"],
    [{ score: 3 }, "quality_bad"],
  ] as const)("of a line with %j says %s", (change, verdict) => {
    expect(judge({ call: measured(change) }).quality).toBe(verdict)
  })

  test("asks whether the music was heard once there was some, and believes the answer", () => {
    expect(judge({ isHeard: null }).speaker).toBe("speaker_asked")
    expect(judge({ isHeard: false }).speaker).toBe("speaker_silent")
    expect(judge({ call: failed(31_005), isHeard: null }).speaker).toBe("not_reached")
  })

  test("tells in its report what it measured", () => {
    const facts = { at: "2026-11-28 10:00", address: "https://app.example.com", browser: "Chromium 141" }
    const lines = [{ name: "Line", words: "Good" }]
    expect(reportText(lines, { ...facts, call: measured({ score: null }) })).toContain(
      "round trip: 40 ms, jitter: 3 ms, loss: 0 %, MOS: ?",
    )
    expect(reportText(lines, { ...facts, call: failed(53_405) })).toContain("error: 53405, connected: false")
  })
})

describe("the SDK's test", () => {
  const report = {
    samples: [{ audioInputLevel: 12 }, { audioInputLevel: 900 }],
    stats: { rtt: { average: 41 }, jitter: { average: 2 }, mos: { average: 4.2 } },
    totals: { packetsReceived: 400, packetsLostFraction: 0.5 },
    isTurnRequired: true,
    selectedIceCandidatePairStats: { localCandidate: { protocol: "udp", relayProtocol: "tls" } },
  } as unknown as PreflightTest.Report

  class FakeTest extends EventEmitter {
    isStopped = false
    stop() {
      this.isStopped = true
    }
  }

  test("is read in our words", () => {
    expect(figuresOf(report)).toEqual({
      hasReceived: true,
      transport: "tls",
      isRelayed: true,
      roundTrip: 41,
      jitter: 2,
      loss: 0.5,
      score: 4.2,
      microphoneLevel: 900,
      edge: null,
    })
    const short = { samples: [], edge: "tokyo" } as unknown as PreflightTest.Report
    expect(figuresOf(short)).toMatchObject({ hasReceived: false, transport: null, loss: null, edge: "tokyo" })
  })

  test("ends once, by its report, its failure, the page that goes, or the time", async () => {
    vi.useFakeTimers()
    const signal = new AbortController()
    const run = (act: (test: FakeTest) => void) => {
      const fake = new FakeTest()
      const outcome = outcomeOf(fake as unknown as PreflightTest, signal.signal)
      act(fake)
      return { fake, outcome }
    }
    const completed = run((fake) => void fake.emit("completed", report))
    expect((await completed.outcome).kind).toBe("measured")
    const broken = run((fake) => {
      fake.emit("connected")
      fake.emit("failed", { code: 53_405 })
    })
    expect(await broken.outcome).toEqual(failed(53_405, true))
    const slow = run(() => void vi.advanceTimersByTime(30_000))
    expect(await slow.outcome).toEqual(failed(null))
    expect([completed.fake.isStopped, broken.fake.isStopped, slow.fake.isStopped]).toEqual([
      false,
      false,
      true,
    ])
    const left = run(() => signal.abort())
    expect(await left.outcome).toEqual(failed(null))
    vi.useRealTimers()
  })
})
