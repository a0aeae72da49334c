import { type ContactForm, readEmail } from "@/lib/contacts/rules"
import { readNumber } from "@/supabase/functions/_shared/calls/numbers"

const texts = ["name", "kana", "company", "customerCode", "address", "note"] as const
export type ContactText = (typeof texts)[number]

/** The form that takes in what somebody else saved, and their texts where both have changed one. */
export type Merged = { form: ContactForm; theirs: Partial<Record<ContactText, string>> }

/**
 * Takes into a form what somebody else saved while it was being written: three-way, from the contact both began with.
 * A text only they changed becomes theirs; of one that both changed, mine stands and theirs is told. Numbers and mail
 * addresses are taken one by one: theirs are added and removed, what I added, removed or named stands.
 */
export function mergeForms(base: ContactForm, mine: ContactForm, saved: ContactForm): Merged {
  const form = { ...mine }
  const theirs: Merged["theirs"] = {}
  for (const text of texts) {
    const [before, own, other] = [base[text].trim(), mine[text].trim(), saved[text].trim()]
    if (other === before || other === own) continue
    if (own === before) form[text] = saved[text]
    else theirs[text] = saved[text]
  }
  form.phones = mergeRows(
    base.phones,
    mine.phones,
    saved.phones,
    (row) => readNumber(row.number) ?? row.number,
  )
  form.emails = mergeRows(base.emails, mine.emails, saved.emails, (row) => readEmail(row.email) ?? row.email)
  return { form, theirs }
}

/** Rows in my order, then those they added. */
function mergeRows<Row extends { label: string }>(
  base: Row[],
  mine: Row[],
  saved: Row[],
  keyOf: (row: Row) => string,
): Row[] {
  const byKey = (rows: Row[]) => new Map(rows.map((row) => [keyOf(row), row]))
  const [before, own, other] = [byKey(base), byKey(mine), byKey(saved)]
  const kept = mine.flatMap((row) => {
    const first = before.get(keyOf(row))
    const theirs = other.get(keyOf(row))
    if (!first || row.label !== first.label) return [row]
    return theirs ? [{ ...row, label: theirs.label }] : []
  })
  const added = saved.filter((row) => !before.has(keyOf(row)) && !own.has(keyOf(row)))
  return [...kept, ...added]
}
