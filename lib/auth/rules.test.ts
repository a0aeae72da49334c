import { expect, test } from "vitest"
import { isOpenPath, newPasswordProblem, safeNext } from "./rules"

test("only the pages for signing in are open to people without a session", () => {
  expect(isOpenPath("/sign-in")).toBe(true)
  expect(isOpenPath("/")).toBe(false)
  expect(isOpenPath("/sign-in/anything")).toBe(false)
  expect(isOpenPath("/reset-password")).toBe(false)
})

test.each(["/tickets/10482", "/inboxes/a/open?x=1#y"])(
  "after signing in one goes on to the page asked for: %s",
  (next) => {
    expect(safeNext(next)).toBe(next)
  },
)

test.each([
  "https://elsewhere.example",
  "//elsewhere.example",
  "/\\elsewhere.example",
  "/\t/elsewhere.example",
  "javascript:alert(1)",
  "/sign-in?next=/sign-in",
  "",
  undefined,
])("but never to another site nor in a circle: %s", (next) => {
  expect(safeNext(next)).toBe("/")
})

test("a new password needs ten characters and the same ones twice", () => {
  expect(newPasswordProblem("123456789", "123456789")).toBe("tooShort")
  expect(newPasswordProblem("1234567890", "1234567891")).toBe("mismatch")
  expect(newPasswordProblem("1234567890", "1234567890")).toBeNull()
})
