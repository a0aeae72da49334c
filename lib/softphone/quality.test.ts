import { describe, expect, test, vi } from "vitest"
import { barsOf, meterBars, meterChanging } from "./devices/level-meter"
import { lineStateOf, lineWarnings, shownWarnings, warningNews } from "./quality"

describe("line quality", () => {
  test.each([
    [[], null, "good"],
    [[], 4.2, "good"],
    [[], 3.5, "fair"],
    [["high-jitter"], 4.2, "fair"],
    [["constant-audio-input-level"], 4.2, "good"],
    [[], 3.0, "poor"],
    [["low-bytes-received"], 4.4, "poor"],
    [["ice-connectivity-lost"], 4.4, "poor"],
  ] as const)("warnings %j and score %s are %s", (standing, mos, quality) => {
    expect(lineStateOf(new Set<string>(standing), mos).quality).toBe(quality)
  })

  test.each([
    ["high-rtt", "slow"],
    ["low-mos", "unclear"],
    ["high-jitter", "choppy"],
    ["high-packet-loss", "gaps"],
    ["high-packets-lost-fraction", "gaps"],
    ["low-bytes-received", "nothing_received"],
    ["low-bytes-sent", "nothing_sent"],
    ["constant-audio-input-level", "silent_microphone"],
    ["ice-connectivity-lost", "reconnecting"],
  ] as const)("the SDK's %s is %s", (name, warning) => {
    expect(lineStateOf(new Set([name]), null).warnings).toEqual([warning])
  })

  test("what the SDK may say one day and has no words here is not shown", () => {
    expect(lineStateOf(new Set(["high-something"]), 4.4)).toEqual({ quality: "good", warnings: [] })
  })

  test("of the line the gravest is shown, and the microphone beside it", () => {
    expect(shownWarnings(lineWarnings)).toEqual(["reconnecting", "silent_microphone"])
    const { warnings } = lineStateOf(new Set(["high-rtt", "high-packet-loss", "high-jitter"]), null)
    expect(shownWarnings(warnings)).toEqual(["gaps"])
    expect(shownWarnings(["silent_microphone"])).toEqual(["silent_microphone"])
  })

  test.each([
    [[], ["slow"], ["slow"]],
    [["slow"], ["slow", "silent_microphone"], ["silent_microphone"]],
    [["slow"], ["gaps"], ["gaps"]],
    [["slow", "silent_microphone"], ["slow"], null],
    [["slow"], [], "cleared"],
    [[], [], null],
  ] as const)("from %j to %j what is said is %j", (before, after, said) => {
    expect(warningNews(before, after)).toEqual(said)
  })
})

describe("level meter", () => {
  const tone = (amplitude: number) =>
    Float32Array.from({ length: 2048 }, (_, n) => amplitude * Math.sin(n / 5))

  test("shows nothing for silence, all bars for a loud voice, some between", () => {
    expect(barsOf(tone(0))).toBe(0)
    expect(barsOf(tone(0.9))).toBe(meterBars)
    expect(barsOf(tone(0.03))).toBeGreaterThan(1)
    expect(barsOf(tone(0.03))).toBeLessThan(meterBars)
  })

  test("follows a call to another microphone, and is still between two", () => {
    vi.useFakeTimers()
    const metered: string[] = []
    const meter = (stream: MediaStream) => {
      metered.push(`+${stream.id}`)
      return () => void metered.push(`-${stream.id}`)
    }
    let stream: MediaStream | null = null
    const use = (id: string | null) => {
      stream = id === null ? null : ({ id } as MediaStream)
      vi.advanceTimersByTime(1000)
    }
    const stop = meterChanging(
      () => stream,
      (bars) => void metered.push(String(bars)),
      meter,
    )
    use("headset")
    use(null)
    use("built-in")
    stop()
    use("headset")
    expect(metered).toEqual(["+headset", "-headset", "0", "+built-in", "-built-in"])
    vi.useRealTimers()
  })
})
