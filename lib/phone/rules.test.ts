import { describe, expect, test } from "vitest"
import { attemptsLeft, isOfflineReason, lockedUntil, newPhonePasswordProblem, ownActivity } from "./rules"
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

test.each([
  ["123456789", "123456789", "tooShort"],
  ["1234567890", "1234567891", "mismatch"],
  ["あ".repeat(24), "あ".repeat(24), null],
  ["あ".repeat(25), "あ".repeat(25), "tooLong"],
])("[B4] of the new phone password %s and %s is said: %s", (password, again, problem) => {
  expect(newPhonePasswordProblem(password, again)).toBe(problem)
})

describe("[B6] what the header says of oneself", () => {
  const available = { status: "available", statusSince: 1000, afterCall: null } as const
  const working = { ...available, afterCall: { until: 60_000, callId: null, reason: null } }

  const talk = { answeredAt: 20_000, isDialling: false }

  test("[C5] dialling, until the other end answers", () => {
    const dialling = { answeredAt: null, isDialling: true }
    expect(ownActivity(available, dialling, 25_000)).toEqual({ state: "dialling", since: null, left: null })
  })

  test("talking, since the answer, while one talks: not the status one chose", () => {
    expect(ownActivity(available, talk, 25_000)).toEqual({
      state: "talking",
      since: 20_000,
      left: null,
    })
    expect(ownActivity({ ...working, status: "offline" }, talk, 25_000).state).toBe("talking")
  })

  test("[E8] after-call work with what is left of it, and no longer than to its end", () => {
    expect(ownActivity(working, null, 29_500)).toEqual({ state: "after_call", since: null, left: 31_000 })
    expect(ownActivity(working, null, 60_000)).toEqual({ state: "available", since: 1000, left: null })
  })

  test("else what one chose, since one chose it", () => {
    expect(ownActivity({ ...available, status: "offline" }, null, 5000)).toEqual({
      state: "offline",
      since: 1000,
      left: null,
    })
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
    supervision: null,
  }

  test("[B6] is read from the database's words", () => {
    expect(toPhoneState(phoneRow.parse(row), true)).toMatchObject({
      isSignedIn: true,
      status: "available",
      statusSince: Date.UTC(2026, 10, 23, 6, 30, 0, 123),
      afterCall: null,
    })
  })

  test("[E3] says so when an offer that nobody answered made one offline, and no longer once one is available", () => {
    const at = (value: string) =>
      toPhoneState(phoneRow.parse({ ...row, status: { ...row.status, value, cause: "unanswered" } }), true)
    expect(at("offline")).toMatchObject({ isUnanswered: true })
    expect(at("available")).toMatchObject({ isUnanswered: false })
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
