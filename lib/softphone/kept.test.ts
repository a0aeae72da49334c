import { expect, test, vi } from "vitest"
import { Kept } from "./kept"

const owner = { memberId: "m", phoneSessionId: "p" }
const running = (holdsLine: boolean, of = owner) => ({
  ...of,
  softphone: { holdsLine: () => holdsLine, end: vi.fn() },
})

test("[K2] a call outlives the page that showed it, and its next page takes it over", () => {
  const kept = new Kept<ReturnType<typeof running>>()
  const talking = running(true)
  kept.leave(talking)
  expect(kept.store.get()).toBe(talking)
  expect(kept.take(owner)).toBe(talking)
  expect(kept.store.get()).toBeNull()
  expect(kept.take(owner)).toBeNull()
  expect(talking.softphone.end).not.toHaveBeenCalled()
})

test("[K2] a phone without a call ends with its page", () => {
  const kept = new Kept<ReturnType<typeof running>>()
  const idle = running(false)
  kept.leave(idle)
  expect(idle.softphone.end).toHaveBeenCalledOnce()
  expect(kept.store.get()).toBeNull()
})

test.each([
  ["another sign-in", { memberId: "m", phoneSessionId: "other" }],
  ["another person", { memberId: "other", phoneSessionId: "p" }],
])("[K2] a kept call is ended by the page of %s, which does not get it", (_, other) => {
  const kept = new Kept<ReturnType<typeof running>>()
  const talking = running(true)
  kept.leave(talking)
  expect(kept.take(other)).toBeNull()
  expect(talking.softphone.end).toHaveBeenCalledOnce()
  expect(kept.store.get()).toBeNull()
})

test("[K2] signing out ends what was kept, and of two kept ones the older", () => {
  const kept = new Kept<ReturnType<typeof running>>()
  const [first, second] = [running(true), running(true)]
  kept.leave(first)
  kept.leave(second)
  expect(first.softphone.end).toHaveBeenCalledOnce()
  kept.end()
  expect(second.softphone.end).toHaveBeenCalledOnce()
  kept.end()
  expect(second.softphone.end).toHaveBeenCalledOnce()
})
