import { describe, expect, it } from "vitest"
import { type ContactForm, canEditContacts, readForm, readTypedNumber, toForm } from "./rules"

describe("who may edit contacts", () => {
  it.each([
    ["manager", true],
    ["operator", true],
    ["assistant", false],
    [null, false],
  ] as const)("[H8] %s: %s", (role, may) => {
    expect(canEditContacts(role)).toBe(may)
  })
})

describe("a number as people type it", () => {
  it.each([
    ["03-1234-5678", "+81312345678"],
    ["０３－１２３４－５６７８", "+81312345678"],
    ["090 1234 5678", "+819012345678"],
    ["（03）1234ー5678", "+81312345678"],
    ["+81 (0)3 1234 5678", "+81312345678"],
    ["+81 03-1234-5678", "+81312345678"],
    ["+81312345678", "+81312345678"],
    ["+1 212 555 0100", "+12125550100"],
  ])("[H7] %s is understood", (text, number) => {
    expect(readTypedNumber(text)).toBe(number)
  })

  it.each(["", "3-1234-5678", "03-1234", "03-1234-5678-999", "電話", "+81", "00"])(
    "[H7] «%s» is none",
    (text) => {
      expect(readTypedNumber(text)).toBeNull()
    },
  )
})

describe("the contact form", () => {
  const empty: ContactForm = {
    name: "久保田 浩二",
    kana: "",
    company: " ",
    customerCode: "",
    address: "",
    note: "",
    phones: [],
    emails: [],
  }

  it("[H7] begins with the caller's number when nobody is known for it", () => {
    expect(toForm(null, "+81312345678", (number) => `as ${number}`).phones).toEqual([
      { number: "as +81312345678", label: "" },
    ])
  })

  it("[H7] saves empty fields as nothing, numbers in E.164, each once", () => {
    const form = {
      ...empty,
      phones: [
        { number: "03-1234-5678", label: "店舗" },
        { number: "", label: "" },
        { number: "0312345678", label: "" },
      ],
      emails: [{ email: " kubota@hisago.example ", label: "" }],
    }
    expect(readForm(form)).toEqual({
      fields: {
        name: "久保田 浩二",
        kana: null,
        company: null,
        customer_code: null,
        address: null,
        note: null,
        phones: [{ number: "+81312345678", label: "店舗" }],
        emails: [{ email: "kubota@hisago.example", label: null }],
      },
    })
  })

  it("[H7] names each place that cannot be read", () => {
    const form = {
      ...empty,
      name: " ",
      phones: [{ number: "12", label: "" }],
      emails: [
        { email: "", label: "" },
        { email: "kubota", label: "" },
      ],
    }
    expect(readForm(form)).toEqual({
      problems: { name: "nameMissing", "phones.0": "phoneWrong", "emails.1": "emailWrong" },
    })
  })
})
