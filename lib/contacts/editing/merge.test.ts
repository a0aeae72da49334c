import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { ContactForm } from "@/lib/contacts/rules"
import { mergeForms } from "./merge"

const base: ContactForm = {
  name: "大野 薫",
  kana: "おおの かおる",
  company: "",
  customerCode: "",
  address: "",
  note: "土曜は休み",
  phones: [
    { number: "03-1234-5678", label: "会社" },
    { number: "090-1234-5678", label: "" },
  ],
  emails: [{ email: "ono@hisago.example", label: "" }],
}

describe("a contact form that was overtaken", () => {
  it("[H7] takes in the texts that only the other changed, and keeps those that only this one changed", () => {
    const mine = { ...base, company: "ひさご" }
    expect(mergeForms(base, mine, { ...base, note: "日曜は休み" })).toEqual({
      form: { ...base, company: "ひさご", note: "日曜は休み" },
      theirs: {},
    })
  })

  it("[H7] tells what the other wrote where both changed the same text, and keeps what is typed", () => {
    const merged = mergeForms(base, { ...base, note: "水曜は休み" }, { ...base, note: "" })
    expect(merged).toEqual({ form: { ...base, note: "水曜は休み" }, theirs: { note: "" } })
    expect(mergeForms(base, { ...base, note: "同じ " }, { ...base, note: "同じ" }).theirs).toEqual({})
  })

  it("[H7] takes numbers and addresses one by one: nobody's is lost, and what one removed stays away", () => {
    const mine = {
      ...base,
      phones: [...base.phones.slice(1), { number: "06-1111-2222", label: "大阪" }],
    }
    const saved = {
      ...base,
      phones: [...base.phones, { number: "050-3333-4444", label: "" }],
      emails: [{ email: "new@hisago.example", label: "" }],
    }
    const { form } = mergeForms(base, mine, saved)
    expect(form.phones.map(({ number }) => number)).toEqual([
      "090-1234-5678",
      "06-1111-2222",
      "050-3333-4444",
    ])
    expect(form.emails).toEqual(saved.emails)
  })

  it.each([
    ["本店", "本店"],
    ["会社", "会社代表"],
  ])("[H7] knows a number by what it means, however written: called %s here it is called %s", (own, kind) => {
    const mine = { ...base, phones: [{ number: "0312345678", label: own }] }
    const saved = { ...base, phones: [{ number: "03-1234-5678", label: "会社代表" }] }
    expect(mergeForms(base, mine, saved).form.phones).toEqual([{ number: "0312345678", label: kind }])
  })

  const row = fc.record({
    number: fc.constantFrom("03-1111-1111", "03-2222-2222", "03-3333-3333"),
    label: fc.constantFrom("", "a", "b"),
  })
  const form = fc
    .record({
      note: fc.constantFrom("", "x", "y"),
      phones: fc.uniqueArray(row, { selector: ({ number }) => number }),
    })
    .map((part) => ({ ...base, ...part }))
  it("[H7] is theirs where nothing was changed here, mine where nothing was changed there, whatever was written", () => {
    const inOrder = ({ phones, ...rest }: ContactForm) => ({
      ...rest,
      phones: [...phones].sort((a, b) => a.number.localeCompare(b.number)),
    })
    fc.assert(
      fc.property(form, form, (before, changed) => {
        expect(inOrder(mergeForms(before, before, changed).form)).toEqual(inOrder(changed))
        expect(mergeForms(before, changed, before)).toEqual({ form: changed, theirs: {} })
      }),
    )
  })
})
