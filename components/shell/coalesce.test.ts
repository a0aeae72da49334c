import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { coalesce } from "./coalesce"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test("[K7] the first call runs at once", () => {
  const work = vi.fn(async () => undefined)
  coalesce(work, 200)()
  expect(work).toHaveBeenCalledTimes(1)
})

test("[K7] any number of calls during a run lead to exactly one more, begun after the last of them", async () => {
  let finish = () => {}
  const work = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)))
  const call = coalesce(work, 200)
  call()
  call()
  call()
  expect(work).toHaveBeenCalledTimes(1)
  finish()
  await vi.advanceTimersByTimeAsync(200)
  expect(work).toHaveBeenCalledTimes(2)
  finish()
  await vi.advanceTimersByTimeAsync(1000)
  expect(work).toHaveBeenCalledTimes(2)
})

test("[K7] a run that fails does not swallow what was asked meanwhile", async () => {
  const work = vi.fn(async () => Promise.reject(new Error("no answer")))
  const call = coalesce(work, 200)
  call()
  call()
  await vi.advanceTimersByTimeAsync(200)
  expect(work).toHaveBeenCalledTimes(2)
})
