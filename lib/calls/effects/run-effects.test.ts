import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { type Effect, leaseMsOf, limitsOf } from "@/supabase/functions/_shared/calls/effects"
import { type Outcome, type Ports, type Result, runEffects, type TakenEffect } from "./run-effects"

const legId = "11111111-0000-4000-8000-000000000000"
const effect: Effect = { kind: "redirect_leg", legId, providerLegId: "CA1", to: "join", step: "v1-1" }
const taken = (id: string, attempts = 1): TakenEffect => ({ id, callId: "call", effect, attempts })

/** A lane whose effects come to `results` in their order; what waits is handed out when its forerunner is settled. */
function lane(results: (Result | Error)[], { tries = 3, waiting = [] as TakenEffect[] } = {}) {
  const log: string[] = []
  const queue = [...waiting]
  const ports: Ports = {
    perform: async (_effect, mayBeDone) => {
      const result = results.shift()
      log.push(mayBeDone ? "perform again" : "perform")
      if (result instanceof Error) throw result
      return result ?? {}
    },
    report: async (event) => void log.push(`report ${event.kind}`),
    settle: async (id, { problem, againMs }: Outcome) => {
      log.push(`settle ${id}${problem === null ? "" : `: ${problem}`}${againMs === null ? "" : ` again`}`)
      const state = problem === null ? "done" : tries <= 1 ? "failed" : "pending"
      return { state, next: problem === null || state === "failed" ? queue.splice(0, 1) : [] }
    },
    giveUp: async (id) => void log.push(`give up ${id}`),
    complain: (problem) => void log.push(problem),
  }
  return { ports, log }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe("[K4] effects of a lane", () => {
  test("are carried out one after the other, each settled before the next begins", async () => {
    const { ports, log } = lane([{}, {}, {}], { waiting: [taken("b"), taken("c")] })
    await runEffects(taken("a"), ports)
    expect(log).toEqual(["perform", "settle a", "perform", "settle b", "perform", "settle c"])
  })

  test("wait behind one that failed and is tried again later", async () => {
    const { ports, log } = lane([new Error("busy")], { waiting: [taken("b")] })
    await runEffects(taken("a"), ports)
    expect(log).toEqual(["perform", "effect failed", "settle a: busy"])
  })

  test("go on after one that was given up, which is told", async () => {
    const { ports, log } = lane([new Error("busy"), {}], { tries: 1, waiting: [taken("b")] })
    await runEffects(taken("a"), ports)
    expect(log).toEqual(["perform", "effect failed", "settle a: busy", "give up a", "perform", "settle b"])
  })
})

test("news of an effect is told before it is settled, and an untold outcome leaves it to be tried again", async () => {
  const event = { kind: "leg_failed", legId, error: "no" } as const
  const told = lane([{ event }])
  await runEffects(taken("a"), told.ports)
  expect(told.log).toEqual(["perform", "report leg_failed", "settle a"])
  const untold = lane([{ event }])
  untold.ports.report = () => Promise.reject(new Error("nobody there"))
  await runEffects(taken("a"), untold.ports)
  expect(untold.log.at(-1)).toBe("settle a: nobody there")
})

test("a later try says that the first may have been carried out", async () => {
  const { ports, log } = lane([{}])
  await runEffects(taken("a", 2), ports)
  expect(log[0]).toBe("perform again")
})

test("what is to be done again is settled for now", async () => {
  const { ports, log } = lane([{ againMs: 60_000 }])
  await runEffects(taken("a"), ports)
  expect(log).toEqual(["perform", "settle a again"])
})

test("[K4] a try that hangs is over before its lease is, so that no other begins beside it", async () => {
  const { ports, log } = lane([])
  ports.perform = () => new Promise(() => undefined)
  const done = runEffects(taken("a"), ports)
  const { timeoutMs } = limitsOf(effect.kind)
  await vi.advanceTimersByTimeAsync(timeoutMs - 1)
  expect(log).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  await done
  expect(log.at(-1)).toBe(`settle a: No answer within ${timeoutMs} ms`)
  expect(timeoutMs).toBeLessThan(leaseMsOf(effect.kind))
})

test("what cannot be settled is left to whoever sweeps", async () => {
  const { ports, log } = lane([{}])
  ports.settle = () => Promise.reject(new Error("database gone"))
  await runEffects(taken("a"), ports)
  expect(log).toEqual(["perform", "effect not settled"])
})
