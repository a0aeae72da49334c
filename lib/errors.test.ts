import { describe, expect, it, test } from "vitest"
import { AppError, isPassing, toAppError } from "./errors"

const codeOf = (error: unknown, status?: number) => toAppError(error, status).code

test("an answer of 4xx is never taken for something that passes, whatever it says", () => {
  const answers = [
    "22P05",
    "22P02",
    "23514",
    "42501",
    "42883",
    "PGRST202",
    "PGRST301",
    "54000",
    "",
    undefined,
  ]
  for (const code of answers) {
    expect(isPassing(codeOf({ code, message: "refused" }, 400)), String(code)).toBe(false)
    expect(isPassing(codeOf({ code, message: "refused" }, 413)), String(code)).toBe(false)
  }
})

test("no answer, and answers of 5xx, 408 and 429, pass", () => {
  const noAnswer = { code: "", message: "TypeError: Failed to fetch", details: "", hint: "" }
  expect(codeOf(noAnswer, 0)).toBe("unavailable")
  for (const status of [408, 429, 500, 502, 503])
    expect(codeOf({ message: "<html>" }, status)).toBe("unavailable")
  for (const code of ["40P01", "57P01", "53300", "08006", "PGRST002"])
    expect(codeOf({ code })).toBe("unavailable")
})

describe("a refusal", () => {
  it.each([
    ["a character no text can hold", "22P05"],
    ["half a surrogate pair", "22P02"],
    ["a text that is too long", "22001"],
    ["a constraint", "23514"],
  ])("of %s says to check the input", (_what, code) => {
    expect(codeOf({ code, message: "refused" }, 400)).toBe("invalid_input")
  })

  it("of nobody is not the refusal of somebody who is not entitled", () => {
    expect(codeOf({ code: "42501", message: "permission denied" }, 401)).toBe("not_signed_in")
    expect(codeOf({ code: "42501", message: "permission denied" }, 403)).toBe("not_allowed")
    expect(codeOf({ code: "PGRST301", message: "JWT expired" }, 401)).toBe("not_signed_in")
  })

  it("that was raised keeps its code and its detail", () => {
    const error = toAppError({ code: "P0001", message: "memo_conflict", details: "{}" }, 400)
    expect(error).toMatchObject({ code: "memo_conflict", detail: "{}" })
    expect(toAppError(error)).toBe(error)
    expect(codeOf({ code: "P0001", message: "something else" }, 400)).toBe("unexpected")
    expect(codeOf({ code: "P0001", message: "constructor" }, 400)).toBe("unexpected")
  })
})

test("a thrown thing that is no answer is not known", () => {
  expect(codeOf(new Error("bug"))).toBe("unexpected")
  expect(codeOf(null)).toBe("unexpected")
  expect(codeOf(new AppError("not_found"))).toBe("not_found")
})
