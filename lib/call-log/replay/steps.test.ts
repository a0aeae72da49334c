import { expect, test } from "vitest"
import { replay } from "@/supabase/functions/_shared/calls/evolve"
import { lanesOf, partiesOf, placeOf, stepsOf } from "./steps"
import { heldCall, samples, second } from "./testing/samples"

test("[K1] the call at each step is the fold of its log up to there", () => {
  for (const facts of [samples, heldCall]) {
    const steps = stepsOf(facts)
    expect(steps).toHaveLength(facts.length)
    for (const [index, { fact, call }] of steps.entries()) {
      expect(fact).toBe(facts[index])
      expect(call).toEqual(replay(facts.slice(0, index + 1)))
    }
  }
})

test("a leg is drawn as it rang, was there and was on hold", () => {
  const [customer, agent] = lanesOf(stepsOf(heldCall))
  expect(customer?.stretches).toEqual([
    { kind: "live", from: 0, until: 1000 },
    { kind: "held", from: 500, until: 750 },
  ])
  expect(agent?.stretches).toEqual([
    { kind: "ringing", from: 0, until: 250 },
    { kind: "live", from: 250, until: 1000 },
  ])
})

test("a leg that is still on hold, and one that never answered, are drawn to the end of what is known", () => {
  const steps = stepsOf(heldCall.slice(0, 6))
  expect(lanesOf(steps)[0]?.stretches.at(-1)).toEqual({ kind: "live", from: 0, until: 1000 })
  const longer = stepsOf([...heldCall.slice(0, 6), { kind: "recording_paused", at: second(25), stayId: "" }])
  expect(lanesOf(longer)[0]?.stretches.at(-1)).toEqual({ kind: "held", from: 800, until: 1000 })
  expect(lanesOf(stepsOf(heldCall.slice(0, 3)))).toMatchObject([{ stretches: [] }, { stretches: [] }])
})

test("whoever was rung again stands on one line", () => {
  const [began, customer, agent] = heldCall
  if (!began || agent?.kind !== "leg_started" || !customer) throw new Error("the sample has changed")
  const again = "00000000-0000-4000-8000-000000000099"
  const steps = stepsOf([
    began,
    customer,
    agent,
    { kind: "leg_ended", at: second(10), legId: agent.legId, cause: "lapsed" },
    { ...agent, at: second(20), legId: again },
    { kind: "leg_ended", at: second(40), legId: again, cause: "lapsed" },
  ])
  expect(partiesOf(steps.at(-1)?.call ?? never()).map((legs) => legs.length)).toEqual([1, 2])
  expect(lanesOf(steps)[1]).toEqual({
    legId: again,
    stretches: [
      { kind: "ringing", from: 0, until: 250 },
      { kind: "ringing", from: 500, until: 1000 },
    ],
  })
})

function never(): never {
  throw new Error("there is a last step")
}

test("a moment outside of what is known is drawn at its edge, and a call of no time at its beginning", () => {
  const steps = stepsOf(heldCall)
  expect(placeOf(steps, second(-5))).toBe(0)
  expect(placeOf(steps, second(60))).toBe(1000)
  expect(placeOf(stepsOf(heldCall.slice(0, 2)), second(3))).toBe(0)
})
