import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { sharedReading } from "./shared-reading"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test("[K13] all topics that are joined at about the same time are answered by one reading, begun after the last", async () => {
  const answers: ((value: number) => void)[] = []
  const read = vi.fn(() => new Promise<number>((resolve) => answers.push(resolve)))
  const ask = sharedReading(read)
  const first = ask()
  await vi.advanceTimersByTimeAsync(30)
  const second = ask()
  await vi.advanceTimersByTimeAsync(20)
  const third = ask()
  await vi.advanceTimersByTimeAsync(50)
  expect(read).toHaveBeenCalledTimes(2)
  answers[0]?.(1)
  answers[1]?.(2)
  expect(await Promise.all([first, second, third])).toEqual([1, 1, 2])
})
