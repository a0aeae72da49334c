import { describe, expect, test } from "vitest"
import { isOver, lengthOf, positionAt, spanOf, startFrom, timeAt } from "./span"

describe("[D1] the part of a recording that is a memo's own", () => {
  test.each([
    [
      { durationMs: 60_000, fromMs: 20_000, untilMs: 45_000 },
      { from: 20, until: 45 },
    ],
    [
      { durationMs: 60_000, fromMs: null, untilMs: null },
      { from: 0, until: 60 },
    ],
    [
      { durationMs: 60_000, fromMs: 50_000, untilMs: 70_000 },
      { from: 50, until: 60 },
    ],
    // The file is shorter than the reports made it.
    [
      { durationMs: 10_000, fromMs: 20_000, untilMs: 45_000 },
      { from: 0, until: 10 },
    ],
    [
      { durationMs: 10_000, fromMs: 10_000, untilMs: 10_000 },
      { from: 0, until: 10 },
    ],
    [
      { durationMs: null, fromMs: null, untilMs: null },
      { from: 0, until: 0 },
    ],
  ])("%j is %j", (recording, span) => {
    expect(spanOf(recording)).toEqual(span)
  })

  test("is shown from its own beginning, and never left", () => {
    const span = { from: 20, until: 45 }
    expect(lengthOf(span)).toBe(25)
    expect([0, 20, 30, 45, 60].map((time) => positionAt(span, time))).toEqual([0, 0, 10, 25, 25])
    expect([-5, 0, 10, 25, 40].map((position) => timeAt(span, position))).toEqual([20, 20, 30, 45, 45])
  })

  test("begins again once it has been played to its end", () => {
    const span = { from: 20, until: 45 }
    expect([0, 20, 30, 44.9, 45, 60].map((time) => startFrom(span, time))).toEqual([20, 20, 30, 44.9, 20, 20])
    expect([30, 44.9, 44.97, 45].map((time) => isOver(span, time))).toEqual([false, false, true, true])
  })
})
