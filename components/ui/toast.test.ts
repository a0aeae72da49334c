import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { NoticeBoard, stay } from "./toast"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const shown = (board: NoticeBoard) => board.read().map(({ message }) => message)

test("a notice leaves by itself, an error later than a success", () => {
  const board = new NoticeBoard()
  board.show("error", "failed")
  board.show("success", "saved")
  vi.advanceTimersByTime(stay.success)
  expect(shown(board)).toEqual(["failed"])
  vi.advanceTimersByTime(stay.error - stay.success)
  expect(shown(board)).toEqual([])
})

test("a notice stays while somebody points at it, and has its full time afterwards", () => {
  const board = new NoticeBoard()
  board.show("success", "saved")
  vi.advanceTimersByTime(stay.success - 1)
  board.hold(true)
  vi.advanceTimersByTime(60_000)
  expect(shown(board)).toEqual(["saved"])
  board.hold(false)
  vi.advanceTimersByTime(stay.success - 1)
  expect(shown(board)).toEqual(["saved"])
  vi.advanceTimersByTime(1)
  expect(shown(board)).toEqual([])
})

test("the oldest of many makes room, and one that was dismissed does not come back", () => {
  const board = new NoticeBoard()
  const ids = ["a", "b", "c", "d"].map((message) => board.show("success", message))
  expect(shown(board)).toEqual(["b", "c", "d"])
  board.dismiss(ids[2] ?? "")
  expect(shown(board)).toEqual(["b", "d"])
})

test("whoever watches is told of every change until they stop", () => {
  const board = new NoticeBoard()
  const watcher = vi.fn()
  const stop = board.watch(watcher)
  board.show("success", "saved")
  stop()
  board.show("success", "again")
  expect(watcher).toHaveBeenCalledTimes(1)
})
