import { describe, expect, it } from "vitest"
import {
  canEditContacts,
  canEditMemo,
  canEditTicket,
  canRecord,
  canSetStatus,
  recordableStatuses,
  whyNoPhone,
} from "./rules"

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

describe("who may write in and record a memo (permissions.md)", () => {
  const own = { memberId: "me" }
  const others = { memberId: "somebody" }
  const nobodys = { memberId: null }

  it.each([
    ["admin", true, true, true],
    ["manager", true, true, true],
    ["operator", true, true, true],
    ["assistant", true, false, false],
    [null, false, false, false],
  ] as const)("[H1] %s: own %s, others' %s, a missed call's %s", (role, mine, theirs, missed) => {
    const me = { id: "me", role }
    for (const can of [canEditMemo, canRecord]) {
      expect([can(me, own), can(me, others), can(me, nobodys)]).toEqual([mine, theirs, missed])
    }
  })
})

describe("who may edit contacts", () => {
  it.each([
    ["manager", true],
    ["operator", true],
    ["assistant", false],
    [null, false],
  ] as const)("[H8] %s: %s", (role, may) => {
    expect(canEditContacts(role)).toBe(may)
  })
})

describe("who has a phone", () => {
  it.each([
    [true, true, null],
    [true, false, "not_a_phone_user"],
    [false, true, "phone_off"],
    [false, false, "phone_off"],
  ] as const)("[A2] an account with one %s, a phone user %s: %s", (cloudPhone, isPhoneUser, why) => {
    expect(whyNoPhone({ entitlements: { cloudPhone }, isPhoneUser })).toBe(why)
  })
})
