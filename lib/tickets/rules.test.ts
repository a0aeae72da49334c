import { describe, expect, it } from "vitest"
import { canEditTicket, canSetStatus, concerns } from "./rules"

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

describe("what an open ticket is read again for", () => {
  const shown = { ticketIds: new Set(["t"]), messageIds: new Set(["m"]), callIds: new Set(["c"]) }

  it.each([
    ["tickets", "t"],
    ["ticket_labels", "t"],
    ["messages", "m"],
    ["call_memos", "m"],
    ["calls", "c"],
    ["recordings", "any"],
  ])("[K7] a change in %s it shows", (table, id) => {
    expect(concerns({ table, id }, shown)).toBe(true)
  })

  it.each([
    ["tickets", "other"],
    ["messages", "other"],
    ["call_memos", "other"],
    ["calls", "other"],
    ["inbox_counters", "t"],
  ])("not a change in %s of another row", (table, id) => {
    expect(concerns({ table, id }, shown)).toBe(false)
  })
})
