import { describe, expect, test } from "vitest"
import { ago, clock, clockWithSeconds, duration, listMoment, wallAt } from "./format"

const tokyo = "Asia/Tokyo"
const now = Date.parse("2026-11-25T10:47:00+09:00")
const at = (text: string) => Date.parse(`${text}+09:00`)

test("moments are read in the account's time zone, 24 hours", () => {
  const wall = wallAt("2026-11-24T15:05:09Z", tokyo)
  expect(wall).toMatchObject({ year: 2026, month: 11, day: 25 })
  expect(clock(wall)).toBe("0:05")
  expect(clockWithSeconds(wall)).toBe("0:05:09")
  expect(clock(wallAt("2026-11-24T15:05:09Z", "America/New_York"))).toBe("10:05")
})

test("durations are m:ss, from an hour on h:mm:ss, and never negative", () => {
  expect([0, 59.9, 272, 3600, 8048, -3].map(duration)).toEqual([
    "0:00",
    "0:59",
    "4:32",
    "1:00:00",
    "2:14:08",
    "0:00",
  ])
})

describe("a moment in a list", () => {
  test("is the time today, even when the clock of the server is a little behind", () => {
    expect(listMoment(at("2026-11-25T00:01:00"), now, tokyo)).toEqual({ kind: "time", text: "0:01" })
    expect(listMoment(at("2026-11-25T10:48:00"), now, tokyo)).toEqual({ kind: "time", text: "10:48" })
  })

  test("is yesterday by the calendar, not by 24 hours", () => {
    expect(listMoment(at("2026-11-24T23:59:59"), now, tokyo)).toEqual({ kind: "yesterday" })
    expect(listMoment(at("2026-11-24T00:00:00"), now, tokyo)).toEqual({ kind: "yesterday" })
  })

  test("is the day, with its year when it is another one", () => {
    expect(listMoment(at("2026-11-23T23:59:59"), now, tokyo)).toEqual({ kind: "day", text: "11/23" })
    expect(listMoment(at("2025-12-31T09:00:00"), now, tokyo)).toEqual({ kind: "day", text: "2025/12/31" })
  })
})

test("how long ago is relative only when younger than a day", () => {
  expect(ago(at("2026-11-25T10:46:30"), now, tokyo)).toEqual({ kind: "now" })
  expect(ago(at("2026-11-25T10:27:00"), now, tokyo)).toEqual({ kind: "minutes", count: 20 })
  expect(ago(at("2026-11-25T08:37:00"), now, tokyo)).toEqual({ kind: "hours", count: 2 })
  expect(ago(at("2026-11-24T23:55:00"), now, tokyo)).toEqual({ kind: "yesterday" })
  expect(ago(at("2026-11-03T23:55:00"), now, tokyo)).toEqual({ kind: "day", month: 11, day: 3, year: null })
  expect(ago(at("2025-11-03T23:55:00"), now, tokyo)).toMatchObject({ year: 2025 })
  expect(ago(at("2026-11-24T23:55:00"), at("2026-11-25T00:20:00"), tokyo)).toEqual({
    kind: "minutes",
    count: 25,
  })
})
