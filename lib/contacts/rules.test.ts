import { describe, expect, it } from "vitest"
import { type ContactForm, readEmail, readForm, toForm } from "./rules"

describe("a mail address as people paste it", () => {
  it.each([
    [" kubota@hisago.example ", "kubota@hisago.example"],
    ["ｋｕｂｏｔａ＠hisago.example", "kubota@hisago.example"],
    ["mailto:kubota@hisago.example", "kubota@hisago.example"],
    ["\u202akubota@hisago.example\u202c", "kubota@hisago.example"],
    ["k.u+b_o@hisago.example", "k.u+b_o@hisago.example"],
  ])("[H7] %j is read as %s", (text, email) => {
    expect(readEmail(text)).toBe(email)
  })

  it.each([
    "",
    "kubota",
    "a@b@c",
    "kubota@hisago.example?bcc=all@rival.example",
    "kubota@hisago.example&cc=x@y.z",
    "kubota%0a@hisago.example",
    "a b@c.d",
    `${"a".repeat(250)}@b.example`,
  ])("[H7] %j is none", (text) => {
    expect(readEmail(text)).toBeNull()
  })
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
