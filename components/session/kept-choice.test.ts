import { describe, expect, test, vi } from "vitest"
import { KeptChoice } from "./kept-choice"

function fullStorage(kept: string | null = null) {
  const state = { isFull: true }
  const storage = {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      if (state.isFull) throw new DOMException("The quota has been exceeded.", "QuotaExceededError")
      kept = value
    },
  }
  return { state, storage: () => storage, kept: () => kept }
}

describe("a choice of this browser", () => {
  test("is kept, and whoever follows it is told", () => {
    const { state, storage, kept } = fullStorage()
    state.isFull = false
    const choice = new KeptChoice("k", storage)
    const told = vi.fn()
    const stop = choice.watch(told)
    expect(choice.read()).toBeNull()
    choice.choose("yes")
    expect([choice.read(), kept()]).toEqual(["yes", "yes"])
    stop()
    choice.choose("no")
    expect(told).toHaveBeenCalledTimes(1)
  })

  test("holds for the page where the storage is full, also against what was kept before", () => {
    const { state, storage, kept } = fullStorage("yes")
    const choice = new KeptChoice("k", storage)
    const told = vi.fn()
    choice.watch(told)
    choice.choose("no")
    expect([choice.read(), kept()]).toEqual(["no", "yes"])
    expect(told).toHaveBeenCalledTimes(1)
    state.isFull = false
    choice.choose("no")
    expect([choice.read(), kept()]).toEqual(["no", "no"])
  })

  test("holds for the page where even to ask for the storage is forbidden", () => {
    const choice = new KeptChoice("k", () => {
      throw new DOMException("Access is denied for this document.", "SecurityError")
    })
    expect(choice.read()).toBeNull()
    choice.choose("off")
    expect(choice.read()).toBe("off")
  })
})
