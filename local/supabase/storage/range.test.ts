import { expect, test } from "vitest"
import { readRange } from "./range.ts"

test("a range is cut to the contents", () => {
  expect(readRange("bytes=0-0", 10)).toEqual({ start: 0, end: 0 })
  expect(readRange("bytes=3-99", 10)).toEqual({ start: 3, end: 9 })
  expect(readRange("bytes=3-", 10)).toEqual({ start: 3, end: 9 })
  expect(readRange("bytes=-99", 10)).toEqual({ start: 0, end: 9 })
})

test("a range outside the contents cannot be given", () => {
  for (const header of ["bytes=10-", "bytes=10-12", "bytes=-0"])
    expect(readRange(header, 10)).toBe("unsatisfiable")
  expect(readRange("bytes=0-", 0)).toBe("unsatisfiable")
})

test("what is no single range of bytes means everything", () => {
  for (const header of [undefined, "bytes=-", "bytes=1-2,4-5", "lines=1-2", "bytes=5-2"]) {
    expect(readRange(header, 10)).toBeNull()
  }
})
