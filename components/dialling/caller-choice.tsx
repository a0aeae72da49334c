"use client"

import { useTranslations } from "next-intl"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import type { CallerNumber } from "@/lib/dialling/schema"
import { formatPhone } from "@/lib/i18n/phone-number"

type Props = {
  /** Null until they are read. */
  numbers: CallerNumber[] | null
  shown: CallerNumber | null
  /** Those that have a number. */
  inboxes: readonly { id: string; name: string }[]
  onChoose: (numberId: string) => void
}

/** In which inbox the call is kept, and which of its numbers whoever is called sees (C6). */
export function CallerChoice({ numbers, shown, inboxes, onChoose }: Props) {
  const t = useTranslations("dial")
  if (numbers?.length === 0) return <p className="prose-ja text-12 text-alert-ink">{t("noNumber")}</p>
  const ofInbox = numbers?.filter(({ inboxId }) => inboxId === shown?.inboxId) ?? []
  return (
    <div className="grid grid-cols-2 gap-2">
      <Field label={t("inbox")} className="min-w-0">
        <Select
          value={shown?.inboxId ?? ""}
          options={inboxes.map(({ id, name }) => [id, name])}
          onChoose={(inboxId) => {
            const first = numbers?.find((number) => number.inboxId === inboxId)
            if (first) onChoose(first.id)
          }}
        />
      </Field>
      <Field label={t("shownNumber")} className="min-w-0">
        {ofInbox.length > 1 ? (
          <Select
            value={shown?.id ?? ""}
            options={ofInbox.map(({ id, number, label }) => [
              id,
              t("numberOption", { number: formatPhone(number), label }),
            ])}
            onChoose={onChoose}
          />
        ) : (
          <Input readOnly value={shown ? formatPhone(shown.number) : ""} className="tabular-nums" />
        )}
      </Field>
    </div>
  )
}
