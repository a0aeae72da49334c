import { describe, expect, test } from "vitest"
import ja from "@/lib/i18n/messages/ja/dial.json"
import { dialRefusals } from "@/supabase/functions/_shared/calls/dialable"
import { isDialRefusal, lastNumbers, numberFor, readTyped, refusalOf } from "./rules"
import type { CallerNumber } from "./schema"

const number = (id: string, change: Partial<CallerNumber> = {}): CallerNumber => ({
  id,
  number: "+81312345678",
  label: "代表",
  inboxId: `inbox of ${id}`,
  mayCall0800: true,
  ...change,
})

describe("[C4] what is typed", () => {
  const shown = number("a")

  test.each(["", "0", "06-1", "06-1234-567", "+81 6", "12"])(
    "«%s» is unfinished while it is typed",
    (typed) => {
      expect(readTyped(typed, shown, [shown])).toEqual({ kind: "unfinished" })
    },
  )

  test.each([
    "06-1234-5678",
    "０６－１２３４－５６７８",
    "+81 6 1234 5678",
    "0081612345678",
    "(06) 1234.5678",
  ])("«%s» is a number", (typed) =>
    expect(readTyped(typed, shown, [shown])).toEqual({ kind: "number", number: "+81612345678" }),
  )

  test("[A5][A14] what will never be dialled is said at once, what may be unfinished when it is to be dialled", () => {
    expect(readTyped("+1 415 555 0123", shown, [])).toEqual({ kind: "refused", reason: "overseas" })
    expect(readTyped("119", shown, [])).toEqual({ kind: "refused", reason: "emergency_number" })
    expect(refusalOf("06-1", shown, [])).toBe("unreadable_number")
    expect(refusalOf("06-1234-5678", shown, [])).toBeNull()
  })

  test("[A7][A8] the shown number and the account's own count", () => {
    const ip = number("b", { number: "+815011112222" })
    expect(refusalOf("0120-000-123", ip, [])).toBe("toll_free_from_050")
    expect(refusalOf("0120-000-123", shown, [])).toBeNull()
    expect(refusalOf("050-1111-2222", shown, [shown, ip])).toBe("own_number")
  })
})

test("[A14] every reason has words, and nothing else is a reason", () => {
  expect(Object.keys(ja.refusals).toSorted()).toEqual(dialRefusals.toSorted())
  expect(isDialRefusal("overseas")).toBe(true)
  expect(isDialRefusal("offer_closed")).toBe(false)
  expect(isDialRefusal(null)).toBe(false)
})

test("the last numbers are shown once each, the newest first, five at most", () => {
  const calls = ["1", "2", "1", "3", "4", "5", "6"].map((end, place) => ({
    number: `+8190000000${end}`,
    contactId: null,
    at: `2026-11-28T09:0${9 - place}:00Z`,
  }))
  expect(lastNumbers(calls).map(({ number: called }) => called.at(-1))).toEqual(["1", "2", "3", "4", "5"])
  expect(lastNumbers(calls)[0]?.at).toBe("2026-11-28T09:09:00Z")
})

describe("[C6] the number a call is shown as", () => {
  const [one, two] = [number("a", { inboxId: "one" }), number("b", { inboxId: "two" })]

  test("is of the inbox where dialling starts", () => {
    expect(numberFor("two", ["one", "two"], [one, two])).toBe(two)
    expect(numberFor(null, ["two", "one"], [one, two])).toBe(two)
  })

  test("is of another of the member's inboxes where that has none, and never of anybody else's", () => {
    expect(numberFor("three", ["three", "one"], [one, two])).toBe(one)
    expect(numberFor("two", ["one"], [one, two])).toBe(one)
    expect(numberFor("two", [], [one, two])).toBeNull()
  })
})
