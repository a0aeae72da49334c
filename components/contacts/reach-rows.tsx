"use client"

import { Plus, X } from "lucide-react"
import { useTranslations } from "next-intl"
import { useId } from "react"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { Input } from "@/components/ui/input"
import { contactLimits } from "@/lib/contacts/rules"

type Row = { value: string; label: string }

type ReachRowsProps = {
  kind: "phone" | "email"
  rows: Row[]
  /** What is wrong with a row. */
  problem: (row: number) => string | undefined
  onChange: (rows: Row[]) => void
}

const texts = {
  phone: {
    title: "phones",
    value: "phoneNumber",
    label: "phoneLabel",
    hint: "phoneLabelHint",
    add: "addPhone",
    remove: "removePhone",
  },
  email: {
    title: "emails",
    value: "emailAddress",
    label: "emailLabel",
    hint: "emailLabelHint",
    add: "addEmail",
    remove: "removeEmail",
  },
} as const

/** The numbers or mail addresses of a contact, each with what it is. */
export function ReachRows({ kind, rows, problem, onChange }: ReachRowsProps) {
  const t = useTranslations("contact.form")
  const id = useId()
  const text = texts[kind]
  const replace = (row: number, part: Partial<Row>) =>
    onChange(rows.map((present, other) => (other === row ? { ...present, ...part } : present)))
  return (
    <fieldset className="flex flex-col items-start gap-1">
      <legend className="mb-1 text-12 text-ink-2">{t(text.title)}</legend>
      {rows.map(({ value, label }, row) => {
        const wrong = problem(row)
        const position = row + 1
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <div key={row} className="w-full">
            <div className="flex items-center gap-1">
              <Input
                type={kind === "phone" ? "tel" : "email"}
                aria-label={t(text.value, { position })}
                aria-invalid={wrong ? true : undefined}
                aria-describedby={wrong ? `${id}-${row}` : undefined}
                value={value}
                maxLength={kind === "phone" ? 60 : contactLimits.email}
                autoComplete="off"
                className="flex-1 tabular-nums"
                onChange={(event) => replace(row, { value: event.target.value })}
              />
              <Input
                aria-label={t(text.label, { position })}
                placeholder={t(text.hint)}
                value={label}
                maxLength={contactLimits.label}
                autoComplete="off"
                className="w-20"
                onChange={(event) => replace(row, { label: event.target.value })}
              />
              <IconButton
                label={t(text.remove, { position })}
                size="small"
                onClick={() => onChange(rows.filter((_, other) => other !== row))}
              >
                <X aria-hidden className="size-3.5" />
              </IconButton>
            </div>
            <p role="alert" id={`${id}-${row}`} className="text-12 text-alert-ink empty:hidden">
              {wrong}
            </p>
          </div>
        )
      })}
      <Button
        variant="quiet"
        size="small"
        disabled={rows.length >= contactLimits.rows}
        className="-ml-2"
        onClick={() => onChange([...rows, { value: "", label: "" }])}
      >
        <Plus aria-hidden className="size-3.5" />
        <span>{t(text.add)}</span>
      </Button>
    </fieldset>
  )
}
