"use client"

import { useTranslations } from "next-intl"
import { type FormEvent, useEffect, useRef, useState } from "react"
import { useDatabase } from "@/components/session/use-database"
import { useTicketOf } from "@/components/ticket/use-ticket"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { keyOf } from "@/components/ui/key-press"
import { Textarea } from "@/components/ui/textarea"
import { toast } from "@/components/ui/toast"
import { type Merged, mergeForms } from "@/lib/contacts/editing/merge"
import type { SavedContact } from "@/lib/contacts/mutations"
import { contactLimits, type FormProblems, readForm, toForm } from "@/lib/contacts/rules"
import { type ErrorCode, toAppError } from "@/lib/errors"
import { formatPhone } from "@/lib/i18n/phone-number"
import type { Ticket } from "@/lib/tickets/schema"
import { ReachRows } from "./reach-rows"

/** Writes a customer down, or what is known of one (H7); saving links the ticket and later calls of the number. */
export function ContactForm({ ticket, onDone }: { ticket: Ticket; onDone: () => void }) {
  const t = useTranslations()
  const database = useDatabase()
  const shownTicket = useTicketOf(ticket.id)
  const formElement = useRef<HTMLFormElement>(null)
  const [base, setBase] = useState(() => toForm(ticket.contact, ticket.customerNumber, formatPhone))
  const [form, setForm] = useState(base)
  const [theirs, setTheirs] = useState<Merged["theirs"]>({})
  const [saved, setSaved] = useState<SavedContact>(() =>
    ticket.contact
      ? { id: ticket.contact.id, revision: ticket.contact.revision }
      : { newId: crypto.randomUUID() },
  )
  const [problems, setProblems] = useState<FormProblems>({})
  const [failure, setFailure] = useState<ErrorCode | null>(null)
  const [isSaving, setSaving] = useState(false)

  useEffect(() => {
    // At first the first field takes the focus, later the first place to mend.
    const place = Object.keys(problems).length > 0 ? "[aria-invalid]" : "input"
    formElement.current?.querySelector<HTMLElement>(place)?.focus()
  }, [problems])

  function change(part: Partial<typeof form>) {
    setForm((now) => ({ ...now, ...part }))
  }
  const problem = (place: string) => {
    const found = problems[place]
    return found && t(`contact.form.${found}`)
  }
  const theirText = (name: keyof Merged["theirs"]) => {
    const text = theirs[name]?.trim()
    if (text === undefined) return undefined
    return text ? t("contact.form.theirs", { text }) : t("contact.form.theirsEmpty")
  }
  const text = (name: "name" | "kana" | "company" | "customerCode" | "address") => (
    <Field label={t(`contact.form.${name}`)} hint={theirText(name)} error={problem(name)}>
      <Input
        value={form[name]}
        required={name === "name"}
        maxLength={contactLimits[name]}
        autoComplete="off"
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </Field>
  )

  async function save(event: FormEvent) {
    event.preventDefault()
    if (isSaving) return
    const read = readForm(form)
    setFailure(null)
    if ("problems" in read) return setProblems(read.problems)
    setSaving(true)
    try {
      const { saveContact } = await import("@/lib/contacts/mutations")
      await saveContact(await database(), read.fields, saved, {
        addressBookId: ticket.inbox.addressBookId,
        ticketId: ticket.id,
      })
      shownTicket.written()
      toast.success(t("contact.form.saved"))
      onDone()
    } catch (error) {
      const { code } = toAppError(error)
      setFailure(code === "contact_conflict" ? await takeInTheirs() : code)
      setSaving(false)
    }
  }

  /** Reads what somebody else has saved meanwhile into the form; the next save goes on from there. */
  async function takeInTheirs(): Promise<ErrorCode> {
    try {
      const { getTicket } = await import("@/lib/tickets/queries")
      const now = (await getTicket(await database(), ticket.number))?.beside
      if (!now?.contact) return "not_found"
      const theirForm = toForm(now.contact, ticket.customerNumber, formatPhone)
      setBase(theirForm)
      // What was typed while the save was away counts too.
      setForm((mine) => mergeForms(base, mine, theirForm).form)
      setTheirs(mergeForms(base, form, theirForm).theirs)
      setSaved({ id: now.contact.id, revision: now.contact.revision })
      return "contact_conflict"
    } catch (error) {
      return toAppError(error).code
    }
  }

  return (
    <form
      ref={formElement}
      noValidate
      aria-label={t(ticket.contact ? "contact.form.editTitle" : "contact.form.newTitle")}
      className="flex flex-col gap-3 pt-1"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (keyOf(event) === "Escape") onDone()
      }}
    >
      {text("name")}
      {text("kana")}
      {text("company")}
      <ReachRows
        kind="phone"
        rows={form.phones.map(({ number, label }) => ({ value: number, label }))}
        problem={(row) => problem(`phones.${row}`)}
        onChange={(rows) => change({ phones: rows.map(({ value, label }) => ({ number: value, label })) })}
      />
      <ReachRows
        kind="email"
        rows={form.emails.map(({ email, label }) => ({ value: email, label }))}
        problem={(row) => problem(`emails.${row}`)}
        onChange={(rows) => change({ emails: rows.map(({ value, label }) => ({ email: value, label })) })}
      />
      {text("customerCode")}
      {text("address")}
      <Field label={t("contact.form.note")} hint={theirText("note")}>
        <Textarea
          rows={3}
          maxLength={contactLimits.note}
          value={form.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </Field>
      <p role="alert" className="prose-ja text-alert-ink empty:hidden">
        {failure && `${t("contact.form.notSaved")} ${t(`errors.${failure}`)}`}
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t("common.cancel")}</Button>
        <Button type="submit" variant="primary" aria-disabled={isSaving}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  )
}
