import { describe, expect, test } from "vitest"
import { classifyCaller, toE164 } from "./numbers.ts"

describe("the caller's number", () => {
  test.each([
    "anonymous",
    "ANONYMOUS",
    "Restricted",
    "unavailable",
    "+anonymous",
    "sip:anonymous@anonymous.invalid",
  ])("[A6] %s is withheld", (from) => {
    expect(classifyCaller(from)).toEqual({ kind: "withheld" })
  })

  test.each(["+266696687", "+7378742833", "+86282452253", "+2562533", "+8656696", "266696687"])(
    "[A6] %s spells a word and is withheld, although it looks foreign",
    (from) => {
      expect(classifyCaller(from)).toEqual({ kind: "withheld" })
    },
  )

  test.each([null, undefined, "", "  ", "client:m_1", "12345"])(
    "[A6] %s is no number and counts as withheld",
    (from) => {
      expect(classifyCaller(from)).toEqual({ kind: "withheld" })
    },
  )

  test("[A5] +81 is domestic, everything else overseas", () => {
    expect(classifyCaller("+819012345678")).toEqual({ kind: "domestic", number: "+819012345678" })
    expect(classifyCaller("+14155550123")).toEqual({ kind: "overseas", number: "+14155550123" })
    expect(classifyCaller("+8613800138000")).toEqual({ kind: "overseas", number: "+8613800138000" })
  })

  test("E.164 is at most 15 digits and begins with no zero", () => {
    expect(toE164("+81 3-1234-5678")).toBe("+81312345678")
    expect(toE164("+0312345678")).toBeNull()
    expect(toE164("+1234567890123456")).toBeNull()
    expect(toE164("0312345678")).toBeNull()
  })
})
