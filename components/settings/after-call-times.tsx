"use client"

import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { toast } from "@/components/ui/toast"
import { setAfterCall } from "@/lib/phone-settings/mutations"
import type { QueueTime } from "@/lib/phone-settings/schema"
import { useSaving } from "./use-saving"

/** As the table `queues` has it: an hour at most. */
const longest = 3600

/** How long after-call work lasts, by queue (E8). */
export function AfterCallTimes({ queues }: { queues: QueueTime[] }) {
  const t = useTranslations("settings.phone.afterCall")
  if (queues.length === 0) return <p className="text-ink-2">{t("empty")}</p>
  return (
    <ul className="flex flex-col gap-4">
      {queues.map((queue) => (
        <li key={queue.id}>
          <AfterCallTime queue={queue} />
        </li>
      ))}
    </ul>
  )
}

function AfterCallTime({ queue }: { queue: QueueTime }) {
  const t = useTranslations("settings.phone.afterCall")
  const common = useTranslations("common")
  const [typed, setTyped] = useState(String(queue.afterCallSeconds))
  const [isWrong, setWrong] = useState(false)
  const { save, isSaving } = useSaving()

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // As people type it, full width too.
    const digits = typed.normalize("NFKC").trim()
    const seconds = /^\d{1,4}$/.test(digits) ? Number(digits) : Number.NaN
    const isRight = seconds <= longest
    setWrong(!isRight)
    if (!isRight || isSaving) return
    if (await save((client) => setAfterCall(client, queue.id, seconds))) {
      setTyped(String(seconds))
      toast.success(t("saved", { queue: queue.name }))
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Field
        label={t("seconds", { queue: queue.name, inbox: queue.inboxName })}
        error={isWrong && t("wrong", { longest })}
      >
        <div className="flex items-center gap-2">
          <Input
            inputMode="numeric"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setWrong(false)
            }}
            className="max-w-24 tabular-nums"
          />
          <Button type="submit" aria-disabled={isSaving} aria-label={t("save", { queue: queue.name })}>
            {common("save")}
          </Button>
        </div>
      </Field>
    </form>
  )
}
