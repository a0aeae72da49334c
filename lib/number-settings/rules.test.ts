import { expect, test } from "vitest"
import { readDays } from "./rules"

test.each([
  ["", null],
  ["　", null],
  ["90", 90],
  ["９０", 90],
  [" 1 ", 1],
  ["3650", 3650],
  ["3651", undefined],
  ["0", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["九十", undefined],
])("[D1] days of retention typed as %j are %j", (typed, days) => {
  expect(readDays(typed)).toBe(days)
})
