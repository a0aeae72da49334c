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
  const shown = { ticketIds: new Set(["t", "earlier"]), contactId: "c" }

  it.each([
    ["tickets", "t"],
    ["tickets", "earlier"],
    ["contacts", "c"],
    ["inbox_members", "somebody"],
    ["inboxes", "any"],
  ])("[K7] a change in %s: %s", (table, id) => {
    expect(concerns({ table, id }, shown)).toBe(true)
  })

  it.each([
    ["tickets", "other"],
    ["contacts", "other"],
    ["calls", "c"],
    ["labels", "t"],
  ])("not a change in %s: %s", (table, id) => {
    expect(concerns({ table, id }, shown)).toBe(false)
  })
})
