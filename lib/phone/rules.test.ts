import { describe, expect, test } from "vitest"
import { attemptsLeft, isOfflineReason, lockedUntil } from "./rules"
import { phoneRow, toPhoneState } from "./schema"

describe("[B4] what a refused sign-in says", () => {
  test("attempts left", () => {
    expect(attemptsLeft("4")).toBe(4)
    expect(attemptsLeft("")).toBeNull()
    expect(attemptsLeft(null)).toBeNull()
  })

  test("until when it is locked", () => {
    expect(lockedUntil("2026-11-23T06:30:00.000Z")).toBe(Date.UTC(2026, 10, 23, 6, 30))
    expect(lockedUntil("soon")).toBeNull()
    expect(lockedUntil(null)).toBeNull()
  })
})

test("[B8] reasons that everybody has are told from those an owner wrote", () => {
  expect(isOfflineReason("break")).toBe(true)
  expect(isOfflineReason("健康診断")).toBe(false)
  expect(isOfflineReason(null)).toBe(false)
})

describe("own phone", () => {
  const row = {
    now: "2026-11-23T06:30:10+00:00",
    version: 7,
    member_id: "0c1f4be0-3f5c-4a5e-9d0a-1b1a2c3d4e5f",
    session: { id: "5c1f4be0-3f5c-4a5e-9d0a-1b1a2c3d4e5f" },
    status: {
      value: "available",
      reason: null,
      cause: "chosen",
      since: "2026-11-23T06:30:00.123456+00:00",
    },
    after_call: null,
    offer: null,
    call: null,
  }

  test("[B6] is read from the database's words", () => {
    expect(toPhoneState(phoneRow.parse(row), true)).toMatchObject({
      isSignedIn: true,
      status: "available",
      statusSince: Date.UTC(2026, 10, 23, 6, 30, 0, 123),
      afterCall: null,
    })
  })

  test("[B2] is signed out without a session, and with one of another app sign-in", () => {
    const signedOut = { isSignedIn: false }
    expect(toPhoneState(phoneRow.parse({ ...row, session: null }), true)).toEqual(signedOut)
    expect(toPhoneState(phoneRow.parse(row), false)).toEqual(signedOut)
    expect(toPhoneState(null, false)).toEqual(signedOut)
  })

  test("anything else is refused", () => {
    expect(() => phoneRow.parse({ ...row, status: { ...row.status, value: "busy" } })).toThrow()
  })
})
