import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { dialable } from "./dialable.ts"

const tokyo = { number: "+81312345678", mayCall0800: true }
const internet = { number: "+815012345678", mayCall0800: true }

const refusalOf = (typed: string, shown = tokyo, own: string[] = []) => {
  const found = dialable(typed, shown, own)
  return found.kind === "refused" ? found.reason : null
}

describe("what may be dialled", () => {
  test.each([
    ["06-1234-5678", "+81612345678"],
    ["０６－１２３４－５６７８", "+81612345678"],
    ["+81 (0)6 1234 5678", "+81612345678"],
    ["0081 6 1234 5678", "+81612345678"],
    ["（06）1234.5678", "+81612345678"],
    ["090 1234 5678", "+819012345678"],
    ["0120-444-113", "+81120444113"],
    ["0800-123-4567", "+818001234567"],
    ["011-123-4567", "+81111234567"],
    ["018-460-1234", "+81184601234"],
  ])("[C4] %j dials %s", (typed, number) => {
    expect(dialable(typed, tokyo)).toEqual({ kind: "number", number })
  })

  test.each(["+1 415 555 0123", "010-1-415-555-0123", "001 44 20 7946 0958", "+82212345678"])(
    "[A5] %s is overseas",
    (typed) => {
      expect(refusalOf(typed)).toBe("overseas")
    },
  )

  test.each([
    ["110", "emergency_number"],
    ["118", "emergency_number"],
    ["１１９", "emergency_number"],
    ["+81 110", "emergency_number"],
    ["1-1-9", "emergency_number"],
    ["104", "directory_enquiries"],
    ["117", "talking_clock"],
    ["171", "disaster_message_board"],
    ["177", "weather_forecast"],
    ["188", "special_number"],
    ["0570-012-345", "navi_dial"],
    ["0990-512-345", "paid_information"],
    ["+81 990 512 345", "paid_information"],
    ["184", "caller_id_prefix"],
    ["184-03-1234-5678", "caller_id_prefix"],
    ["186 090-1234-5678", "caller_id_prefix"],
    ["０１０－８１－１１０", "emergency_number"],
  ])("[A14] %s is refused as %s", (typed, reason) => {
    expect(refusalOf(typed)).toBe(reason)
  })

  test("[A7] a 050 number cannot call 0120, and 0800 unless that is switched off", () => {
    expect(refusalOf("0120-444-113", internet)).toBe("toll_free_from_050")
    expect(refusalOf("+81 120 444 113", internet)).toBe("toll_free_from_050")
    expect(refusalOf("0800-123-4567", internet)).toBeNull()
    expect(refusalOf("0800-123-4567", { ...internet, mayCall0800: false })).toBe("toll_free_from_050")
    expect(refusalOf("080-1234-5678", { ...internet, mayCall0800: false })).toBeNull()
    expect(refusalOf("0800-123-4567", { ...tokyo, mayCall0800: false })).toBeNull()
  })

  test("[A8] neither a few digits nor a number of one's own account is an intercom", () => {
    expect(refusalOf("21")).toBe("extension")
    expect(refusalOf("４０２１")).toBe("extension")
    expect(refusalOf("03-1234-5678")).toBe("own_number")
    expect(refusalOf("050-1234-5678", tokyo, [internet.number])).toBe("own_number")
  })

  test.each(["", "call me", "03-1234-567x", "06-1234-5678/090-1234-5678", "client:m_1"])(
    "[C4] %j is no number, and nothing is guessed",
    (typed) => {
      expect(dialable(typed, tokyo).kind).toBe("refused")
    },
  )

  test("[A5][A14] whatever is typed, only a number of Japan is ever dialled, and none of the refused ranges", () => {
    const typed = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 30 }),
      fc.stringMatching(/^(\+81|0081|010|\+1|0|18[46]0?)[-( ]?[0-9]{2,12}$/),
    )
    let dialled = 0
    fc.assert(
      fc.property(typed, (text) => {
        const found = dialable(text, internet)
        if (found.kind === "refused") return
        dialled += 1
        expect(found.number).toMatch(/^\+81[1-9][0-9]{8,9}$/)
        expect(found.number).not.toMatch(/^\+81(?:570|990|120)/)
      }),
      { numRuns: 2000 },
    )
    expect(dialled).toBeGreaterThan(0)
  })
})
