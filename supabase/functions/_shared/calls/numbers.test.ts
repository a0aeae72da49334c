import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { classifyCaller, readNumber } from "./numbers.ts"

describe("the caller's number", () => {
  test.each([
    "anonymous",
    "ANONYMOUS",
    "Restricted",
    "unavailable",
    "+anonymous",
    "sip:anonymous@anonymous.invalid",
    '"Anonymous" <sip:anonymous@anonymous.invalid>',
  ])("[A6] %s is withheld", (from) => {
    expect(classifyCaller(from)).toEqual({ kind: "withheld" })
  })

  test.each(["+266696687", "+7378742833", "+86282452253", "+2562533", "+8656696", "266696687"])(
    "[A6] %s spells a word and is withheld, although it looks foreign",
    (from) => {
      expect(classifyCaller(from)).toEqual({ kind: "withheld" })
    },
  )

  test.each([null, undefined, "", "  ", "\u200b"])("[A6] %j is nothing and counts as withheld", (from) => {
    expect(classifyCaller(from)).toEqual({ kind: "withheld" })
  })

  test.each(["client:m_1", "12345", "sip:reception@pbx.example.com", "+0312345678"])(
    "[A6] %s was not withheld: what cannot be read is kept as it came",
    (from) => {
      expect(classifyCaller(from)).toEqual({ kind: "unreadable", text: from })
    },
  )

  test.each([
    "+81312345678",
    "0312345678",
    "03-1234-5678",
    "+810312345678",
    "81312345678",
    "sip:+81312345678@203.0.113.7",
    "sip:0312345678@pbx.example.com;user=phone",
    '"総務" <sip:+81312345678@pbx.example.com:5060;transport=udp>',
    "tel:+81312345678",
    "tel:+81-3-1234-5678;phone-context=example.com",
  ])("[A6] %s is one and the same customer in Japan, however the provider writes them", (from) => {
    expect(classifyCaller(from)).toEqual({ kind: "domestic", number: "+81312345678" })
  })

  test("[A5] +81 is domestic, everything else overseas", () => {
    expect(classifyCaller("+819012345678")).toEqual({ kind: "domestic", number: "+819012345678" })
    expect(classifyCaller("+14155550123")).toEqual({ kind: "overseas", number: "+14155550123" })
    expect(classifyCaller("+8613800138000")).toEqual({ kind: "overseas", number: "+8613800138000" })
  })
})

describe("a number as it is typed or pasted", () => {
  const main = "+81312345678"

  test.each([
    ["03-1234-5678", main],
    ["０３－１２３４－５６７８", main],
    ["03ー1234ー5678", main],
    ["03・1234・5678", main],
    ["(03) 1234-5678", main],
    ["（０３）１２３４−５６７８", main],
    ["03/1234/5678", main],
    ["03.1234.5678", main],
    ["\u202a03-1234-5678\u202c", main],
    ["\u200b03\u200b-1234-5678\ufeff", main],
    ["0\u20e33\u20e3-1234-5678", main],
    ["\u316403-1234-5678\u3164", main],
    ["03-1234-5678\u0000", main],
    ["tel:03-1234-5678", main],
    ["TEL: 03-1234-5678", main],
    ["℡03-1234-5678", main],
    ["電話番号：03-1234-5678", main],
    ["03-1234-5678（代）", main],
    ["03-1234-5678 (代表)", main],
    ["【代表】03-1234-5678", main],
    ["+81 3 1234 5678", main],
    ["+81 (0)3-1234-5678", main],
    ["+81-03-1234-5678", main],
    ["0081 3 1234 5678", main],
    ["010-81-3-1234-5678", main],
    ["010-81-03-1234-5678", main],
    ["81-3-1234-5678", main],
    ["090-1234-5678", "+819012345678"],
    ["0120-123-456", "+81120123456"],
    ["011-123-4567", "+81111234567"],
    ["+1 (415) 555-0123", "+14155550123"],
    ["010-1-415-555-0123", "+14155550123"],
    ["001-415-555-0123", "+14155550123"],
  ])("%j is read as %s", (typed, number) => {
    expect(readNumber(typed)).toBe(number)
  })

  test.each([
    "",
    "123",
    "0312",
    "+0312345678",
    "+1234567890123456",
    "+8101",
    "call me",
    "03-1234-5678/090-1234-5678",
    "03-1234-567x",
  ])("%j is no number", (typed) => {
    expect(readNumber(typed)).toBeNull()
  })

  test("whatever unseen characters and separators lie between its digits, the number stays the same", () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{8,9}$/).filter((rest) => !rest.startsWith("10"))
    const between = fc.array(
      fc.constantFrom(
        "",
        "-",
        "‐",
        "–",
        "−",
        "ー",
        " ",
        "\u3000",
        ".",
        "・",
        "/",
        "\u200b",
        "\u200e",
        "\u202c",
        "\ufe0f",
        "\u2060",
      ),
      { minLength: 12, maxLength: 12 },
    )
    fc.assert(
      fc.property(digits, between, fc.boolean(), (rest, marks, isWide) => {
        const typed = [...`0${rest}`].map((digit, place) => digit + marks[place]).join("")
        const wide = typed.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
        expect(readNumber(isWide ? wide : typed)).toBe(`+81${rest}`)
      }),
    )
  })

  test("what was read is read again as itself, and any text is read or refused without an exception", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const number = readNumber(text)
        if (number !== null) expect(readNumber(number)).toBe(number)
        classifyCaller(text)
      }),
    )
  })
})

test("[A6] whatever comes as the caller's number can be kept and shown", () => {
  const anything = fc.string({ unit: "binary", maxLength: 256 })
  fc.assert(
    fc.property(anything, (from) => {
      const caller = classifyCaller(from)
      if (caller.kind !== "unreadable") return
      expect([...caller.text].length).toBeLessThanOrEqual(256)
      expect(caller.text).toMatch(/\S/u)
      expect(caller.text.isWellFormed()).toBe(true)
      expect(caller.text).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    }),
    // One character that is eighteen in its compatibility form, and halves of pairs.
    {
      numRuns: 500,
      examples: [["\ufdfa".repeat(200)], ["\ud83d".repeat(9)], ["\u{1f600}".repeat(128)], ["\u0000a\u000b"]],
    },
  )
})

test("[A6] one telephone is one customer in every form a provider may give it", () => {
  const national = fc.stringMatching(/^[1-9][0-9]{8,9}$/).filter((rest) => !rest.startsWith("10"))
  fc.assert(
    fc.property(national, (rest) => {
      const forms = [
        `0${rest}`,
        `+81${rest}`,
        `+810${rest}`,
        `81${rest}`,
        `0081${rest}`,
        `01081${rest}`,
        `sip:+81${rest}@203.0.113.7:5060;user=phone`,
        `sips:0${rest}@host.example`,
        `tel:+81${rest}`,
        `tel:0${rest};phone-context=+81`,
      ]
      expect(forms.map((form) => classifyCaller(form))).toEqual(
        forms.map(() => ({ kind: "domestic", number: `+81${rest}` })),
      )
    }),
  )
})
