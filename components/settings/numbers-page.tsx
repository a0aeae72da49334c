"use client"

import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Switch } from "@/components/ui/switch"
import { toast } from "@/components/ui/toast"
import { formatPhone } from "@/lib/i18n/phone-number"
import { saveNumber } from "@/lib/number-settings/mutations"
import { longestDays, readDays } from "@/lib/number-settings/rules"
import type { NumberSettings } from "@/lib/number-settings/schema"
import { useSaving } from "./use-saving"

/** What an account's owner sets of each of its numbers (S1), saved number by number. */
export function NumbersPage({ numbers }: { numbers: NumberSettings[] }) {
  const t = useTranslations("settings.numbers")
  return (
    <div className="flex min-w-0 grow flex-col overflow-y-auto bg-surface">
      <header className="flex h-11 shrink-0 items-center border-b px-4">
        <h1 className="text-14 font-semibold">{t("title")}</h1>
      </header>
      <div className="w-full max-w-[840px] px-4 pb-24">
        {numbers.length === 0 && <p className="py-6 text-ink-2">{t("empty")}</p>}
        {numbers.map((number) => (
          <NumberForm key={number.id} number={number} />
        ))}
      </div>
    </div>
  )
}

function NumberForm({ number }: { number: NumberSettings }) {
  const t = useTranslations("settings.numbers")
  const common = useTranslations("common")
  const [setting, setSetting] = useState(number.setting)
  const [revision, setRevision] = useState(number.revision)
  const [typedDays, setTypedDays] = useState(String(number.setting.recordingDays ?? ""))
  const [isSubmitted, setSubmitted] = useState(false)
  const { save, isSaving } = useSaving()
  const shown = formatPhone(number.number)
  const days = readDays(typedDays)
  const label = setting.label.trim()
  const change = (changes: Partial<typeof setting>) => setSetting((present) => ({ ...present, ...changes }))

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setSubmitted(true)
    if (isSaving || days === undefined || label === "") return
    const saved = { ...setting, label, recordingDays: days }
    const isSaved = await save(async (client) =>
      setRevision(await saveNumber(client, { id: number.id, revision }, saved)),
    )
    if (isSaved) toast.success(t("saved", { number: shown }))
  }

  return (
    <form
      aria-label={t("settingsOf", { number: shown })}
      onSubmit={(event) => void submit(event)}
      className="grid gap-x-8 gap-y-3 border-b py-6 last:border-b-0 wide:grid-cols-[176px_1fr]"
    >
      <div>
        <h2 className="font-semibold tabular-nums">{shown}</h2>
        <p className="text-12 text-ink-3">{t("inbox", { inbox: number.inboxName })}</p>
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        <Field label={t("label")} error={isSubmitted && label === "" && t("labelEmpty")} className="max-w-80">
          <Input
            maxLength={80}
            value={setting.label}
            onChange={(event) => change({ label: event.target.value })}
          />
        </Field>
        <div className="flex flex-col gap-1">
          <Switch
            label={t("recorded")}
            hint={t("recordedHint")}
            checked={setting.isRecorded}
            onCheckedChange={(isRecorded) => change({ isRecorded })}
          />
          {setting.isRecorded && (
            <p>
              <Badge tone={number.hasNotice ? "ok" : "wait"}>
                {t(number.hasNotice ? "notice" : "noNotice")}
              </Badge>
            </p>
          )}
        </div>
        <Switch
          label={t("withoutAgent")}
          hint={t("withoutAgentHint")}
          checked={setting.recordsWithoutAgent}
          onCheckedChange={(recordsWithoutAgent) => change({ recordsWithoutAgent })}
        />
        <Field
          label={t("days")}
          hint={t("daysHint")}
          error={isSubmitted && days === undefined && t("daysWrong", { longest: longestDays })}
        >
          <Input
            inputMode="numeric"
            value={typedDays}
            onChange={(event) => setTypedDays(event.target.value)}
            className="max-w-24 tabular-nums"
          />
        </Field>
        <Switch
          label={t("may0800")}
          hint={t("may0800Hint")}
          checked={setting.mayCall0800}
          onCheckedChange={(mayCall0800) => change({ mayCall0800 })}
        />
        <div className="flex justify-end">
          <Button type="submit" aria-disabled={isSaving} aria-label={t("save", { number: shown })}>
            {common("save")}
          </Button>
        </div>
      </div>
    </form>
  )
}
