import { expect, it } from "vitest"
import { AppError, toAppError } from "./errors"

it.each([
  [{ code: "P0001", message: "memo_conflict", details: "{}" }, "memo_conflict"],
  [{ code: "P0001", message: "constructor" }, "unexpected"],
  [{ code: "42501", message: "permission denied" }, "not_allowed"],
  [{ code: "PGRST301", message: "JWT expired" }, "not_signed_in"],
  // What a constraint refuses is the content's fault, not the connection's.
  [{ code: "23514", message: "violates check constraint" }, "invalid_input"],
  [{ code: "23502", message: "null value" }, "invalid_input"],
  [{ code: "22021", message: "invalid byte sequence" }, "invalid_input"],
  [{ code: "22P05", message: "\\u0000 cannot be converted to text" }, "invalid_input"],
  [new TypeError("fetch failed"), "unexpected"],
  [null, "unexpected"],
] as const)("%o is %s for a person", (error, code) => {
  expect(toAppError(error).code).toBe(code)
})

it("keeps the detail of a code, and an AppError as it is", () => {
  const mine = new AppError("contact_conflict", { detail: "3" })
  expect(toAppError(mine)).toBe(mine)
  expect(toAppError({ code: "P0001", message: "contact_conflict", details: "3" }).detail).toBe("3")
})
