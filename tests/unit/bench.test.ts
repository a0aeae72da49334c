import { describe, expect, it } from "vitest"
import { compare, percentile, row } from "../../bench/measure.ts"
import { table } from "../../bench/report.ts"

describe("the bench", () => {
  it("takes the nearest rank", () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(percentile(samples, 0.5)).toBe(50)
    expect(percentile(samples, 0.95)).toBe(95)
    expect(percentile([7], 0.95)).toBe(7)
    expect(() => percentile([], 0.5)).toThrow()
  })

  it("leaves warm-ups out and measures both sides in turns", async () => {
    const order: string[] = []
    const compared = await compare({
      name: "x",
      floor: "y",
      n: 2,
      sample: async (index) => {
        order.push(`own ${index}`)
        return index < 0 ? 1000 : 4
      },
      floorSample: async (index) => {
        order.push(`floor ${index}`)
        return index < 0 ? 1000 : 2
      },
    })
    expect(compared).toMatchObject({ p50: 4, p95: 4, floor_p50: 2, floor_p95: 2, n: 2 })
    expect(order.slice(-4)).toEqual(["own 0", "floor 0", "own 1", "floor 1"])
  })

  it("says of a high percentile that it missed its own aim", () => {
    const one = { ...row("ring", "ms", [10, 90], "the least", [10, 10]), aim_p95: 8 }
    expect(table([one])).toContain("p95 ≤ 8 missed")
    expect(table([{ ...one, p95: 80 }])).not.toContain("missed")
  })

  it("says which aim was missed", () => {
    const one = {
      name: "a",
      unit: "ms" as const,
      p50: 9,
      p95: 9,
      floor: "f",
      floor_p50: 2,
      floor_p95: 2,
      n: 1,
      aim: 4,
    }
    expect(table([one])).toContain("4.50  ≤ 4 missed")
    expect(table([{ ...one, p50: 8 }])).not.toContain("missed")
  })
})
