import { expect, test } from "vitest"
import { agent, CallUnderTest } from "../../../../tests/support/call-context.ts"
import { Plan } from "./decision.ts"
import type { Effect } from "./effects.ts"

const end = (legId: string, providerLegId: string | null = null): Effect => ({
  kind: "end_leg",
  legId,
  providerLegId,
  memberId: null,
  stayId: null,
})

test("in a plan a newer effect takes the place of an older one of its kind and target, and of no other", () => {
  const call = new CallUnderTest([agent("佐藤")])
  call.arrive()
  const plan = new Plan(call.state)
  plan.add(end("one"))
  plan.add(end("two"))
  plan.add(end("one", "CA1"))
  const planned = (effect: Effect) => ({ effect, delayMs: null })
  expect(plan.decision().effects).toEqual([end("two"), end("one", "CA1")].map(planned))
  plan.supersede("end_leg", "two")
  const { effects, superseded } = plan.decision()
  expect(effects).toEqual([planned(end("one", "CA1"))])
  expect(superseded).toEqual([
    { kind: "end_leg", target: "one" },
    { kind: "end_leg", target: "two" },
  ])
})
