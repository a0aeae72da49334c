import { describe, expect, test } from "vitest"
import { closedAt, type Hours } from "./hours.ts"

const weekdays = [1, 2, 3, 4, 5]
const office: Hours = {
  opening: [
    ...weekdays.map((weekday) => ({ weekday, opens: "09:00", closes: "12:00" })),
    ...weekdays.map((weekday) => ({ weekday, opens: "13:00", closes: "18:00" })),
  ],
  holidays: [
    { day: "2026-11-23", name: "勤労感謝の日" },
    { day: "2027-01-01", name: "元日" },
  ],
}
/** Friday and New Year's Eve until two in the morning, Saturday until midnight. */
const bar: Hours = {
  opening: [
    { weekday: 4, opens: "18:00", closes: "26:00" },
    { weekday: 5, opens: "18:00", closes: "26:00" },
    { weekday: 6, opens: "18:00", closes: "24:00" },
  ],
  holidays: [{ day: "2027-01-01", name: "元日" }],
}
const tokyo = "Asia/Tokyo"
const at = (local: string) => new Date(`${local}+09:00`).toISOString()

// 2026-11-09 is a Monday, 2026-12-31 a Thursday.
describe("[A9] the boundary minute", () => {
  test.each([
    ["before it opens", "2026-11-09T08:59:59", "out_of_hours"],
    ["the opening minute", "2026-11-09T09:00:00", null],
    ["the last minute before the break", "2026-11-09T11:59:59", null],
    ["the break's first minute", "2026-11-09T12:00:00", "out_of_hours"],
    ["the break's last minute", "2026-11-09T12:59:59", "out_of_hours"],
    ["after the break", "2026-11-09T13:00:00", null],
    ["the last minute", "2026-11-09T17:59:59", null],
    ["the closing minute", "2026-11-09T18:00:00", "out_of_hours"],
    ["a closed weekday (定休日)", "2026-11-08T10:00:00", "out_of_hours"],
    ["the last second of a day before an open one", "2026-11-08T23:59:59", "out_of_hours"],
    ["a holiday on an open weekday", "2026-11-23T10:00:00", { holiday: "勤労感謝の日" }],
    ["the last second before a holiday", "2026-11-20T17:59:59", null],
    ["a holiday's first second", "2026-11-23T00:00:00", { holiday: "勤労感謝の日" }],
    ["the day after a holiday", "2026-11-24T09:00:00", null],
    ["New Year's Eve", "2026-12-31T17:59:59", null],
    ["the new year's first second", "2027-01-01T00:00:00", { holiday: "元日" }],
    ["the new year's first Monday", "2027-01-04T09:00:00", null],
  ] as const)("%s", (_name, local, expected) => {
    expect(closedAt(office, tokyo, at(local))).toEqual(expected)
  })

  test.each([
    ["before it opens", "2026-11-13T17:59:59", "out_of_hours"],
    ["midnight of a day that goes on", "2026-11-14T00:00:00", null],
    ["its last minute, on the next day", "2026-11-14T01:59:59", null],
    ["its closing minute, on the next day", "2026-11-14T02:00:00", "out_of_hours"],
    ["the next day opens by itself", "2026-11-14T18:00:00", null],
    ["a day until 24:00 to its last second", "2026-11-14T23:59:59", null],
    ["and not at the first of the next", "2026-11-15T00:00:00", "out_of_hours"],
    ["out of the old year", "2026-12-31T23:59:59", null],
    ["into the new one, though that day is a holiday", "2027-01-01T00:00:00", null],
    ["until what was begun is over", "2027-01-01T02:00:00", { holiday: "元日" }],
    ["the holiday's own evening", "2027-01-01T18:00:00", { holiday: "元日" }],
    ["and the night that would have belonged to it", "2027-01-02T01:00:00", "out_of_hours"],
  ] as const)("across midnight: %s", (_name, local, expected) => {
    expect(closedAt(bar, tokyo, at(local))).toEqual(expected)
  })

  test("what goes on after midnight of the last weekday belongs to it", () => {
    const opening = [{ weekday: 6, opens: "22:00", closes: "29:00" }]
    expect(closedAt({ opening, holidays: [] }, tokyo, at("2026-11-15T04:59:59"))).toBeNull()
    expect(closedAt({ opening, holidays: [] }, tokyo, at("2026-11-15T05:00:00"))).toBe("out_of_hours")
  })

  test("the clock of the account's own time zone decides, in summer time too", () => {
    const monday = { opening: [{ weekday: 1, opens: "09:00", closes: "18:00" }], holidays: [] }
    expect(closedAt(monday, tokyo, at("2026-11-09T09:00:00"))).toBeNull()
    expect(closedAt(monday, "America/New_York", at("2026-11-09T09:00:00"))).toBe("out_of_hours")
    expect(closedAt(monday, "America/New_York", "2026-07-06T13:00:00.000Z")).toBeNull()
    expect(closedAt(monday, "America/New_York", "2026-12-07T13:59:59.999Z")).toBe("out_of_hours")
    expect(closedAt(monday, "America/New_York", "2026-12-07T14:00:00.000Z")).toBeNull()
  })

  test("without hours it is never open", () => {
    expect(closedAt({ opening: [], holidays: [] }, tokyo, at("2026-11-09T10:00:00"))).toBe("out_of_hours")
  })
})
