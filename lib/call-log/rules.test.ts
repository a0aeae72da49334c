import { describe, expect, test } from "vitest"
import { askedOf, callsPath, isFiltered, noFilters, readFilters, talkedSeconds, waitedSeconds } from "./rules"

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

  test.each([
    ["today", "2026-11-25"],
    ["week", "2026-11-19"],
    ["month", "2026-10-27"],
  ] as const)("begin with the right day: %s", (period, from) => {
    expect(askedOf({ ...noFilters, period }, "2026-11-25")).toMatchObject({ from, until: null })
  })

  test("ask for the days that were chosen, also without a first one", () => {
    const days = { ...noFilters, period: "days", until: "2026-11-20" } as const
    expect(askedOf(days, "2026-11-25")).toMatchObject({ from: "1970-01-01", until: "2026-11-20" })
  })

  test("ask for a number however it was typed, and for nothing at all where it is none", () => {
    expect(askedOf({ ...noFilters, number: "０９０ー１２３４－５６７８" }, "2026-11-25")?.number).toBe(
      "+819012345678",
    )
    expect(askedOf({ ...noFilters, number: "12" }, "2026-11-25")).toBeNull()
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
