import { describe, expect, test } from "vitest"
import { barsOf, meterBars } from "./devices/level-meter"
import { qualityOf } from "./quality"

describe("line quality", () => {
  test.each([
    [[], null, "good"],
    [[], 4.2, "good"],
    [[], 3.5, "fair"],
    [["high-jitter"], 4.2, "fair"],
    [["constant-audio-input-level"], 4.2, "good"],
    [[], 3.0, "poor"],
    [["ice-connectivity-lost"], 4.4, "poor"],
  ] as const)("warnings %j and score %s are %s", (warnings, mos, quality) => {
    expect(qualityOf(new Set<string>(warnings), mos)).toBe(quality)
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
})
