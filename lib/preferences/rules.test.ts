import { expect, test } from "vitest"
import { clampColumn, columnLimits, readColumns, writeColumns } from "./rules"

test("widths are read as they were written", () => {
  expect(readColumns(writeColumns({ list: 400, panel: 320 }))).toEqual({ list: 400, panel: 320 })
})

test("nothing, nonsense and impossible widths give usable columns", () => {
  const usual = { list: columnLimits.list.usual, panel: columnLimits.panel.usual }
  expect(readColumns(undefined)).toEqual(usual)
  expect(readColumns("wide,wider")).toEqual(usual)
  expect(readColumns("1,99999")).toEqual({ list: columnLimits.list.least, panel: columnLimits.panel.most })
})

test("a column never gets narrower than what stands in it", () => {
  expect(clampColumn("panel", 10)).toBe(columnLimits.panel.least)
  expect(clampColumn("list", 300.4)).toBe(300)
})
