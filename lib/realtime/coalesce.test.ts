import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { coalesce, settleAfter } from "./coalesce"

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
  await vi.advanceTimersByTimeAsync(settleAfter - 1)
  expect(work).toHaveBeenCalledTimes(2)
})

test("[J2][K7] what is told a moment before it shows is found by one more run, and only by one", async () => {
  const work = vi.fn(async () => undefined)
  coalesce(work, 200)()
  await vi.advanceTimersByTimeAsync(settleAfter - 1)
  expect(work).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(work).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(work).toHaveBeenCalledTimes(2)
})

test("[K7] a call before that comes in its stead, and is followed by its own", async () => {
  const work = vi.fn(async () => undefined)
  const call = coalesce(work, 200)
  call()
  await vi.advanceTimersByTimeAsync(300)
  call()
  expect(work).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(settleAfter - 1)
  expect(work).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(work).toHaveBeenCalledTimes(3)
})

test("[K7] a run that fails does not swallow what was asked meanwhile", async () => {
  const work = vi.fn(async () => Promise.reject(new Error("no answer")))
  const call = coalesce(work, 200)
  call()
  call()
  await vi.advanceTimersByTimeAsync(200)
  expect(work).toHaveBeenCalledTimes(2)
})
