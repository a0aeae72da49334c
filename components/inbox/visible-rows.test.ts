import { expect, test } from "vitest"
import { scrollToShow, visibleRows } from "./visible-rows"

const scroll = { top: 0, height: 760, rowHeight: 76, count: 1000, beyond: 5 }

test("only what is in sight is rendered, and a little beyond", () => {
  expect(visibleRows(scroll)).toEqual({ from: 0, to: 15 })
  expect(visibleRows({ ...scroll, top: 7600 })).toEqual({ from: 95, to: 115 })
  expect(visibleRows({ ...scroll, top: 76_000 - 760 })).toEqual({ from: 985, to: 1000 })
})

test("a list that became shorter than where one was renders no rows that do not exist", () => {
  expect(visibleRows({ ...scroll, top: 7600, count: 10 })).toEqual({ from: 10, to: 10 })
  expect(visibleRows({ ...scroll, count: 0 })).toEqual({ from: 0, to: 0 })
})

test("a row is brought into sight by the shortest way, one in sight not at all", () => {
  const at = { top: 760, height: 760, rowHeight: 76 }
  expect(scrollToShow(12, at)).toBe(760)
  expect(scrollToShow(9, at)).toBe(684)
  expect(scrollToShow(20, at)).toBe(21 * 76 - 760)
})
