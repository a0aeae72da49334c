"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useEffect, useRef, useState } from "react"
import { useDatabase } from "@/components/shell/use-database"
import { ticketKey } from "@/components/ticket/use-ticket"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { keyOf } from "@/components/ui/key-press"
import { Textarea } from "@/components/ui/textarea"
import { toast } from "@/components/ui/toast"
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
  const queries = useQueryClient()
  const formElement = useRef<HTMLFormElement>(null)
  const [form, setForm] = useState(() => toForm(ticket.contact, ticket.customerNumber, formatPhone))
  // A save that was overtaken goes on from the newer revision, once the person knows of it.
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
  const text = (name: "name" | "kana" | "company" | "customerCode" | "address") => (
    <Field label={t(`contact.form.${name}`)} error={problem(name)}>
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
      void queries.invalidateQueries({ queryKey: ticketKey(ticket.number) })
      toast.success(t("contact.form.saved"))
      onDone()
    } catch (error) {
      const { code, detail } = toAppError(error)
      if (code === "contact_conflict" && "id" in saved) setSaved({ ...saved, revision: Number(detail) })
      setFailure(code)
      setSaving(false)
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
      <Field label={t("contact.form.note")}>
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
