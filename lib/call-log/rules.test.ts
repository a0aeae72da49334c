import { describe, expect, test } from "vitest"
import {
  askedOf,
  callsPath,
  daysOf,
  isFiltered,
  noFilters,
  readFilters,
  talkedSeconds,
  waitedSeconds,
} from "./rules"

const member = "00000000-0000-4000-8000-000000000001"

describe("the filters of the call log", () => {
  test.each([
    ["nothing", {}, noFilters],
    ["a period", { period: "month" }, { ...noFilters, period: "month" }],
    [
      "days",
      { from: "2026-11-01", until: "2026-11-30" },
      { ...noFilters, period: "days", from: "2026-11-01", until: "2026-11-30" },
    ],
    [
      "all the rest",
      {
        inbox: member,
        direction: "inbound",
        outcome: "missed",
        reason: "out_of_hours",
        member,
        number: " 090-1234-5678 ",
      },
      {
        ...noFilters,
        inbox: member,
        direction: "inbound",
        outcome: "missed",
        reason: "out_of_hours",
        member,
        number: "090-1234-5678",
      },
    ],
  ])("are read from the address: %s", (_, given, wanted) => {
    const read = readFilters(given)
    expect(read).toEqual(wanted)
    // And the address says them again.
    expect(readFilters(Object.fromEntries(new URL(callsPath(read), "http://here").searchParams))).toEqual(
      read,
    )
  })

  test("ask for nothing where the address says what there is not", () => {
    const given = {
      period: "year",
      from: "2026-02-30",
      until: "soon",
      inbox: "x",
      direction: "up",
      outcome: "?",
      reason: "",
      member: "1'",
    }
    expect(readFilters(given)).toEqual(noFilters)
    expect(readFilters({ direction: ["outbound", "inbound"] }).direction).toBe("outbound")
  })

  test("stay in the address of a call, so that the way back is the list one came from", () => {
    expect(callsPath({ ...noFilters, outcome: "missed" }, member)).toBe(`/calls/${member}?outcome=missed`)
    expect(callsPath(noFilters)).toBe("/calls")
    expect(isFiltered({ ...noFilters, period: "today" })).toBe(false)
    expect(isFiltered({ ...noFilters, member })).toBe(true)
  })

  // 2026-11-25 00:30 in Tokyo, still the 24th in UTC.
  const now = Date.parse("2026-11-24T15:30:00Z")

  test.each([
    ["today", "2026-11-25"],
    ["week", "2026-11-19"],
    ["month", "2026-10-27"],
  ] as const)("begin with the right day of the account's calendar: %s", (period, from) => {
    expect(daysOf({ ...noFilters, period }, now, "Asia/Tokyo")).toEqual({ from, until: null })
  })

  test("ask for a number however it was typed, and for nothing at all where it is none", () => {
    expect(askedOf({ ...noFilters, number: "０９０ー１２３４－５６７８" }, now, "Asia/Tokyo")?.number).toBe(
      "+819012345678",
    )
    expect(askedOf({ ...noFilters, number: "12" }, now, "Asia/Tokyo")).toBeNull()
  })
})

test.each([
  ["answered", { answeredAt: "2026-11-25T01:00:12Z", endedAt: "2026-11-25T01:02:12Z" }, 12, 120],
  ["never answered", { answeredAt: null, endedAt: "2026-11-25T01:00:30Z" }, 30, null],
  ["waiting", { answeredAt: null, endedAt: null }, null, null],
  ["talking", { answeredAt: "2026-11-25T01:00:05Z", endedAt: null }, 5, null],
])("a call that is %s waited and talked for as long as it did", (_, times, waited, talked) => {
  const call = { startedAt: "2026-11-25T01:00:00Z", ...times }
  expect([waitedSeconds(call), talkedSeconds(call)]).toEqual([waited, talked])
})
