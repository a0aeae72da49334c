import { readNumber, withoutUnseen } from "@/supabase/functions/_shared/calls/numbers"
import type { Contact } from "./schema"

/** The longest texts of a contact in characters, and the most numbers or addresses: the constraints of its tables. */
export const contactLimits = {
  name: 120,
  kana: 120,
  company: 120,
  customerCode: 60,
  address: 300,
  note: 2000,
  label: 40,
  email: 254,
  rows: 20,
} as const

/** A contact while it is being written: everything is text, and rows may be empty. */
export type ContactForm = {
  name: string
  kana: string
  company: string
  customerCode: string
  address: string
  note: string
  phones: { number: string; label: string }[]
  emails: { email: string; label: string }[]
}

/** What is wrong with a form: places by `name`, `phones.0`, `emails.1`. */
export type FormProblem = "nameMissing" | "phoneWrong" | "emailWrong"
export type FormProblems = Partial<Record<string, FormProblem>>

/** A form around a contact, or around a number nobody is known for; `write` turns stored numbers into typed ones. */
export function toForm(
  contact: Contact | null,
  number: string | null,
  write: (number: string) => string,
): ContactForm {
  const phones = contact?.phones.map((phone) => ({ number: write(phone.number), label: phone.label ?? "" }))
  const emails = contact?.emails.map(({ email, label }) => ({ email, label: label ?? "" }))
  return {
    name: contact?.name ?? "",
    kana: contact?.kana ?? "",
    company: contact?.company ?? "",
    customerCode: contact?.customerCode ?? "",
    address: contact?.address ?? "",
    note: contact?.note ?? "",
    phones: phones ?? [{ number: number ? write(number) : "", label: "" }],
    emails: emails ?? [],
  }
}

/** What is saved of a contact; empty fields are null, numbers E.164. */
export type ContactFields = {
  name: string
  kana: string | null
  company: string | null
  customer_code: string | null
  address: string | null
  note: string | null
  phones: { number: string; label: string | null }[]
  emails: { email: string; label: string | null }[]
}

/** Reads a form: what to save, or what is wrong with it. Empty rows and repeated numbers fall away. */
export function readForm(form: ContactForm): { fields: ContactFields } | { problems: FormProblems } {
  const problems: FormProblems = {}
  if (form.name.trim() === "") problems.name = "nameMissing"
  const phones = new Map<string, string | null>()
  for (const [row, { number, label }] of form.phones.entries()) {
    const read = readNumber(number)
    if (read) phones.set(read, phones.get(read) ?? orNull(label))
    else if (withoutUnseen(number).trim() !== "") problems[`phones.${row}`] = "phoneWrong"
  }
  const emails = new Map<string, string | null>()
  for (const [row, { email, label }] of form.emails.entries()) {
    const text = readEmail(email)
    if (text) emails.set(text, emails.get(text) ?? orNull(label))
    else if (withoutUnseen(email).trim() !== "") problems[`emails.${row}`] = "emailWrong"
  }
  if (Object.keys(problems).length > 0) return { problems }
  return {
    fields: {
      name: form.name.trim(),
      kana: orNull(form.kana),
      company: orNull(form.company),
      customer_code: orNull(form.customerCode),
      address: orNull(form.address),
      note: orNull(form.note),
      phones: [...phones].map(([number, label]) => ({ number, label })),
      emails: [...emails].map(([email, label]) => ({ email, label })),
    },
  }
}

function orNull(text: string): string | null {
  return text.trim() || null
}

/**
 * A mail address as people type or paste it, also behind `mailto:`; null when it is none. A letter that means something
 * in a mailto address (RFC 6068: ?, &, %, #) is refused, like spaces, brackets and a second @. At most 254 characters (RFC 5321).
 */
export function readEmail(text: string): string | null {
  const address = withoutUnseen(text)
    .trim()
    .replace(/^mailto:/i, "")
  return address.length <= 254 && /^[^\s@?&%#<>()[\]\\,;:"]+@[^\s@?&%#<>()[\]\\,;:"]+$/.test(address)
    ? address
    : null
}
