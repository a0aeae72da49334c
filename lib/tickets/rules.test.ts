import { describe, expect, it } from "vitest"
import { canEditTicket, canSetStatus, recordableStatuses } from "./rules"

describe("who may change a ticket outside of recording (permissions.md)", () => {
  it.each([
    ["admin", true],
    ["manager", true],
    ["operator", true],
    ["assistant", false],
    [null, false],
  ] as const)("%s: %s", (role, may) => {
    expect([canSetStatus(role), canEditTicket(role)]).toEqual([may, may])
  })
})

describe("what a memo may be recorded with", () => {
  it("[H2][H3] any status at first, done before all", () => {
    expect(recordableStatuses("assistant", { isRecorded: false, status: "open" })[0]).toBe("done")
    expect(recordableStatuses("assistant", { isRecorded: false, status: "open" })).toHaveLength(4)
  })
  it("[H2] once recorded an assistant keeps the ticket's status, an operator does not have to", () => {
    expect(recordableStatuses("assistant", { isRecorded: true, status: "on_hold" })).toEqual(["on_hold"])
    expect(recordableStatuses("operator", { isRecorded: true, status: "on_hold" })).toHaveLength(4)
  })
})
