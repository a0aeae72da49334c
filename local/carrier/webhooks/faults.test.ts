import { describe, expect, test } from "vitest"
import { Faults } from "./faults.ts"
import { seededRandom } from "./random.ts"

const fates = (faults: Faults): boolean[] =>
  Array.from({ length: 40 }, () => faults.webhookFate("http://app/callback").drop)

describe("faults", () => {
  test("repeat themselves with the same seed, also when set anew, and differ with another", () => {
    const settings = { seed: 7, webhooks: { drop: 0.5 } }
    const first = fates(new Faults(settings))
    const again = new Faults({})
    again.set(settings)
    expect(fates(again)).toEqual(first)
    expect(fates(new Faults({ ...settings, seed: 8 }))).not.toEqual(first)
    expect(first).toContain(true)
    expect(first).toContain(false)
  })

  test("touch only the URLs they name", () => {
    const faults = new Faults({ webhooks: { match: "/voice", drop: 1 } })
    expect(faults.webhookFate("http://app/voice").drop).toBe(true)
    expect(faults.webhookFate("http://app/status").drop).toBe(false)
  })

  test("hold the latency until they are set without one; one that is none changes nothing", () => {
    const faults = new Faults({ latencyMs: 120, webhooks: { drop: 1 } })
    expect(faults.latencyMs).toBe(120)
    expect(() => faults.set({ latencyMs: Number.NaN })).toThrow("latencyMs")
    expect(() => faults.set({ latencyMs: 60_001 })).toThrow("latencyMs")
    expect([faults.latencyMs, faults.webhookFate("http://app/voice").drop]).toEqual([120, true])
    faults.set({})
    expect(faults.latencyMs).toBe(0)
  })

  test("hold back the REST requests they name, and no others", () => {
    const restDelays = [{ match: "/Calls/CA1.json", method: "POST", delayMs: 900 }]
    const faults = new Faults({ restDelays })
    const held = (method: string, path: string): number => faults.restDelayMs(method, path)
    expect([
      held("POST", "/Calls/CA1.json"),
      held("GET", "/Calls/CA1.json"),
      held("POST", "/Calls/CA2.json"),
    ]).toEqual([900, 0, 0])
    expect(() => faults.set({ restDelays: [{ match: "/", delayMs: -1 }] })).toThrow("delayMs is not a number")
    expect(held("POST", "/Calls/CA1.json")).toBe(900)
  })

  test("refuse a REST request as often as they are told", () => {
    const faults = new Faults({ rest: [{ match: "/Calls", method: "POST", status: 500, times: 2 }] })
    const refused = (method: string): boolean =>
      faults.restRefusal(method, "/Accounts/AC/Calls.json") !== null
    expect([refused("GET"), refused("POST"), refused("POST"), refused("POST")]).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

describe("downloads of recordings", () => {
  const settings = { seed: 3, recordings: { slow: 0.3, slowMs: 900, missing: 0.3, fake: 0.3 } }
  const downloads = (faults: Faults) => Array.from({ length: 60 }, () => faults.downloadFate())

  test("go wrong the same way for the same seed, whatever else is asked meanwhile", () => {
    const first = downloads(new Faults(settings))
    const busy = new Faults({
      ...settings,
      webhooks: { drop: 0.5 },
      rest: [{ match: "/", status: 500, probability: 0.5 }],
    })
    const again = Array.from({ length: 60 }, () => {
      busy.webhookFate("http://app/status")
      busy.restRefusal("GET", "/Calls.json")
      busy.recordingFate()
      return busy.downloadFate()
    })
    expect(again).toEqual(first)
    expect(downloads(new Faults({ ...settings, seed: 4 }))).not.toEqual(first)
    expect(new Set(first.map(({ fake }) => fake))).toEqual(
      new Set([null, "html", "cut", "broken", "mistyped"]),
    )
    expect(new Set(first.map(({ delayMs }) => delayMs))).toEqual(new Set([0, 900]))
    expect(new Set(first.map(({ isMissing }) => isMissing))).toEqual(new Set([true, false]))
  })
})

test.each([
  [{ webhooks: { drop: 2 } }, "webhooks.drop is not a share from 0 to 1: 2"],
  [{ webhooks: { duplicate: "10%" } }, "webhooks.duplicate"],
  [{ rest: [{ match: "/", status: 500, probability: -0.1 }] }, "rest.probability"],
  [{ recordings: { fake: 1, fakeAs: "mp3" } }, "recordings.fakeAs is none of html, cut, broken, mistyped"],
  [{ recordings: { slow: 1, slowMs: "long" } }, "recordings.slowMs"],
])("%j is refused, and changes nothing", (settings, problem) => {
  const faults = new Faults({ webhooks: { drop: 1 } })
  expect(() => faults.set(settings as never)).toThrow(problem)
  expect(faults.webhookFate("http://app/voice").drop).toBe(true)
})

describe("faults of several", () => {
  test("are added and removed one by one, and leave each other's random sequence alone", () => {
    const mine = { seed: 7, webhooks: { match: "/callback", drop: 0.5 } }
    const alone = fates(new Faults(mine))
    const faults = new Faults({})
    const id = faults.add(mine)
    const others = faults.add({ latencyMs: 40, webhooks: { match: "/elsewhere", drop: 1 } })
    faults.add({ latencyMs: 30, rest: [{ match: "/Calls", status: 500 }] })
    expect(fates(faults)).toEqual(alone)
    expect([faults.latencyMs, faults.webhookFate("http://app/elsewhere").drop]).toEqual([70, true])

    expect(faults.remove(others)).toBe(true)
    expect([faults.latencyMs, faults.webhookFate("http://app/elsewhere").drop]).toEqual([30, false])
    expect(faults.remove(others)).toBe(false)
    expect(faults.remove(id)).toBe(true)
    expect(fates(faults)).not.toContain(true)
    expect(faults.restRefusal("POST", "/Calls.json")?.status).toBe(500)
    expect(() => faults.add({ latencyMs: -1 })).toThrow("latencyMs")
  })

  test("are all gone once they are set anew", () => {
    const faults = new Faults({})
    const id = faults.add({ latencyMs: 40 })
    faults.set({ latencyMs: 5 })
    expect([faults.latencyMs, faults.remove(id)]).toEqual([5, false])
  })
})

test("the seeded source is uniform enough and within [0, 1)", () => {
  const random = seededRandom(42)
  const draws = Array.from({ length: 10_000 }, random)
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...draws)).toBeLessThan(1)
  expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.5, 1)
})
