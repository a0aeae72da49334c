import { afterEach, describe, expect, test, vi } from "vitest"
import { chaos, simulate } from "../../../../tests/support/scheduler/simulate.ts"

/** Each run is another day of calls; together they go through what the rules know. */
const seeds = Array.from({ length: 15 }, (_, index) => index + 1)
const calm = { duplicate: 0, delay: 0, reorder: 0, drop: 0, unavailable: 0, refused: 0, unheard: 0 }

describe("many calls with everything that can go wrong", () => {
  test("[K4][E2][K1] end, each answered or missed and with nobody left in them, though reports come twice, late, shuffled or never and the process dies", () => {
    const runs = seeds.map((seed) => ({ seed, ...simulate({ seed }) }))
    expect(runs.flatMap(({ seed, breaches }) => breaches.map((what) => `seed ${seed}: ${what}`))).toEqual([])
    // They have been where things can go wrong.
    const count = (kind: string) => runs.reduce((sum, { facts }) => sum + (facts[kind] ?? 0), 0)
    const seldom = ["transfer_began", "hold_refused", "agent_lost", "talk_resumed", "customer_returned"]
    expect(seldom.filter((kind) => count(kind) < 3)).toEqual([])
    expect(runs.reduce((sum, { kills }) => sum + kills, 0)).toBeGreaterThan(seeds.length)
  }, 60_000)

  test("[K1] go the same way for the same seed, and another for another", () => {
    const [one, again, other] = [simulate({ seed: 7 }), simulate({ seed: 7 }), simulate({ seed: 8 })]
    expect(one.log.length).toBeGreaterThan(500)
    expect(again).toEqual(one)
    expect(other.log).not.toEqual(one.log)
  })

  test("[K2] leave no customer without music for longer than news and a request take, where nothing is lost", () => {
    const runs = seeds.slice(0, 5).map((seed) => simulate({ seed, mischief: calm, kills: 0 }))
    expect(Math.max(...runs.map(({ longestAloneMs }) => longestAloneMs))).toBeLessThan(1_000)
  })
})

/** The rules without one of their guards: `module` says in which file, `weaken` what stands in its place. */
async function without<Module extends object>(module: string, weaken: (whole: Module) => Partial<Module>) {
  vi.resetModules()
  vi.doMock(module, async (original) => {
    const whole = await original<Module>()
    return { ...whole, ...weaken(whole) }
  })
  return (await import("./decide.ts")).decide
}

describe("a guard that is taken away is noticed:", () => {
  afterEach(() => {
    vi.doUnmock("./rank.ts")
    vi.doUnmock("./legs.ts")
    vi.doUnmock("./conversation/holding.ts")
    vi.doUnmock("./conversation/reports.ts")
    vi.resetModules()
  })

  const breachesOf = (decide: NonNullable<Parameters<typeof simulate>[0]["decide"]>) =>
    seeds.slice(0, 8).flatMap((seed) => simulate({ seed, mischief: chaos, decide }).breaches)

  test("[E2] who is busy is not asked", async () => {
    const decide = await without<typeof import("./rank.ts")>("./rank.ts", ({ rank }) => ({
      rank: (candidates, ...rest) =>
        rank(
          candidates.map((one) => ({ ...one, isBusy: false })),
          ...rest,
        ),
    }))
    expect(breachesOf(decide)).toContainEqual(expect.stringContaining("is in two calls"))
  })

  test("[F1] a customer who is alone hears music", async () => {
    const decide = await without<typeof import("./conversation/holding.ts")>(
      "./conversation/holding.ts",
      () => ({
        setHold: () => undefined,
      }),
    )
    expect(breachesOf(decide)).toContainEqual(expect.stringContaining("alone without music"))
  })

  test("[F4] a leg that is not wanted any more is hung up", async () => {
    const decide = await without<typeof import("./legs.ts")>("./legs.ts", () => ({ hangUp: () => undefined }))
    expect(breachesOf(decide)).toContainEqual(expect.stringContaining("'s line is"))
  })

  test("[K2] the provider is asked after who talks, since every report of their end may be lost", async () => {
    const decide = await without<typeof import("./legs.ts")>("./legs.ts", () => ({
      checkTalking: () => undefined,
    }))
    expect(breachesOf(decide)).toContainEqual(expect.stringContaining("heard nothing for"))
  })
})
