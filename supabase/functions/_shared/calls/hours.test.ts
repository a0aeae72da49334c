import { describe, expect, test } from "vitest"
import { isOpen } from "./hours.ts"

const tokyo = {
  timeZone: "Asia/Tokyo",
  opening: [
    { weekday: 1, opens: "09:00:00", closes: "12:00:00" },
    { weekday: 1, opens: "13:00:00", closes: "18:00:00" },
    { weekday: 2, opens: "00:00", closes: "24:00" },
  ],
  holidays: ["2026-11-23"],
}
const at = (local: string) => new Date(`${local}+09:00`).toISOString()

describe("[A9] business hours", () => {
  test("the opening minute is open, the closing one closed, and so is the lunch break", () => {
    expect(isOpen(tokyo, at("2026-11-09T08:59:59"))).toBe(false)
    expect(isOpen(tokyo, at("2026-11-09T09:00:00"))).toBe(true)
    expect(isOpen(tokyo, at("2026-11-09T12:00:00"))).toBe(false)
    expect(isOpen(tokyo, at("2026-11-09T13:00:00"))).toBe(true)
    expect(isOpen(tokyo, at("2026-11-09T18:00:00"))).toBe(false)
  })

  test("a day until 24:00 is open to its last second and at its first", () => {
    expect(isOpen(tokyo, at("2026-11-10T00:00:00"))).toBe(true)
    expect(isOpen(tokyo, at("2026-11-10T23:59:59"))).toBe(true)
    expect(isOpen(tokyo, at("2026-11-11T00:00:00"))).toBe(false)
  })

  test("a weekday without hours is closed, and so is a holiday on an open weekday", () => {
    expect(isOpen(tokyo, at("2026-11-11T10:00:00"))).toBe(false)
    expect(isOpen(tokyo, at("2026-11-23T10:00:00"))).toBe(false)
  })

  test("the account's own time zone decides", () => {
    const mondayMorningInTokyo = at("2026-11-09T09:30:00")
    expect(isOpen({ ...tokyo, timeZone: "America/New_York" }, mondayMorningInTokyo)).toBe(false)
  })
})
