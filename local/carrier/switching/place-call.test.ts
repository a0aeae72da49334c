import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { Call, type Line } from "../state/call.ts"
import { DialingQueue } from "../state/dialing-queue.ts"
import { watchTimes } from "./place-call.ts"

const silentLine: Line = {
  kind: "script",
  spoken: { frame: () => null },
  ring: (call) => call.partyRings(),
  answer: () => undefined,
  end: () => undefined,
}

const outgoing = (): Call =>
  new Call({ from: "+811", to: "+812", direction: "outbound-api", line: silentLine })

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe("a leg's time", () => {
  test("rings 5 seconds longer than asked, and at least 5", () => {
    const [ten, none] = [outgoing(), outgoing()]
    watchTimes(ten, { timeoutSeconds: 10, timeLimitSeconds: 3600 })
    watchTimes(none, { timeoutSeconds: 0, timeLimitSeconds: 3600 })
    ten.begin()
    none.begin()
    vi.advanceTimersByTime(4999)
    expect(none.status).toBe("ringing")
    vi.advanceTimersByTime(1)
    expect(none.status).toBe("no-answer")
    vi.advanceTimersByTime(9999)
    expect(ten.status).toBe("ringing")
    vi.advanceTimersByTime(1)
    expect(ten.status).toBe("no-answer")
  })

  test("ends at its limit, counted from the answer", () => {
    const call = outgoing()
    watchTimes(call, { timeoutSeconds: 60, timeLimitSeconds: 30 })
    call.begin()
    vi.advanceTimersByTime(20_000)
    call.partyAnswers()
    vi.advanceTimersByTime(29_999)
    expect(call.status).toBe("in-progress")
    vi.advanceTimersByTime(1)
    expect(call.status).toBe("completed")
  })
})

describe("a call's status", () => {
  test("only moves forward: what comes after the end changes nothing", () => {
    const call = outgoing()
    call.begin()
    call.finish("canceled", "api")
    call.partyAnswers()
    call.partyEnds("completed")
    expect(call).toMatchObject({ status: "canceled", endedBy: "api", durationSeconds: 0 })
  })

  test("keys before the answer are lost", () => {
    const call = outgoing()
    const keys: string[] = []
    call.on("digit", (digit) => keys.push(digit))
    call.begin()
    call.partyPresses("1")
    call.partyAnswers()
    call.partyPresses("23")
    expect(keys).toEqual(["2", "3"])
  })
})

describe("calls per second", () => {
  test("at one per second the third call leaves after two seconds; one canceled meanwhile costs no turn", () => {
    const queue = new DialingQueue(1)
    const calls = [outgoing(), outgoing(), outgoing()]
    for (const call of calls) queue.dial(call)
    vi.advanceTimersByTime(1)
    calls[1]?.finish("canceled", "api")
    expect(calls.map((call) => call.status)).toEqual(["ringing", "canceled", "queued"])
    vi.advanceTimersByTime(999)
    expect(calls[2]?.status).toBe("queued")
    vi.advanceTimersByTime(2)
    expect(calls[2]?.status).toBe("ringing")
  })
})
