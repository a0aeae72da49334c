"use client"

import { X } from "lucide-react"
import { useTranslations } from "next-intl"
import { type FormEvent, useId, useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { IconButton } from "@/components/ui/icon-button"
import { Input } from "@/components/ui/input"
import { toast } from "@/components/ui/toast"
import { isOfflineReason } from "@/lib/phone/rules"
import { addReason, removeReason } from "@/lib/phone-settings/mutations"
import type { Reason } from "@/lib/phone-settings/schema"
import { useSaving } from "./use-saving"

type Props = { accountId: string; reasons: Reason[] }

/** Why people may be offline (B8): strike off, with a way back, and add in own words. */
export function OfflineReasons({ accountId, reasons: kept }: Props) {
  const t = useTranslations("settings.phone.status")
  const common = useTranslations("common")
  const words = useTranslations("phone.status.reasons")
  const title = useId()
  const input = useRef<HTMLInputElement>(null)
  const [reasons, setReasons] = useState(kept)
  const [isDouble, setDouble] = useState(false)
  const { save, isSaving } = useSaving()
  const wordOf = (name: string) => (isOfflineReason(name) ? words(name) : name)

  const add = (reason: Pick<Reason, "name" | "position">) =>
    save(async (client) => {
      const added = await addReason(client, accountId, reason)
      setReasons((present) => [...present, added].toSorted((a, b) => a.position - b.position))
    })

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const name = input.current?.value.trim() ?? ""
    if (isSaving || name === "") return
    const isThere = reasons.some((reason) => reason.name === name || wordOf(reason.name) === name)
    setDouble(isThere)
    if (isThere) return
    const position = Math.max(0, ...reasons.map((reason) => reason.position)) + 1
    if ((await add({ name, position })) && input.current) input.current.value = ""
  }

  async function remove(reason: Reason) {
    if (isSaving || !(await save((client) => removeReason(client, reason.id)))) return
    setReasons((present) => present.filter(({ id }) => id !== reason.id))
    // The button that was pressed is gone.
    input.current?.focus()
    toast.success(t("removed", { reason: wordOf(reason.name) }), {
      action: { label: common("undo"), onClick: () => void add(reason) },
    })
  }

  return (
    <div className="flex flex-col gap-2">
      <h3 id={title}>{t("reasons")}</h3>
      <ul aria-labelledby={title} className="flex flex-wrap gap-1.5">
        {reasons.map((reason) => (
          <li
            key={reason.id}
            className="inline-flex h-8 items-center gap-1 rounded-md border border-line-2 pr-1 pl-2.5"
          >
            <span>{wordOf(reason.name)}</span>
            <IconButton
              label={t("remove", { reason: wordOf(reason.name) })}
              size="small"
              onClick={() => void remove(reason)}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <form onSubmit={(event) => void submit(event)} className="flex max-w-80 items-end gap-2">
        <Field label={t("newReason")} error={isDouble && t("double")} className="grow">
          <Input ref={input} maxLength={40} required onChange={() => setDouble(false)} />
        </Field>
        <Button type="submit" aria-disabled={isSaving}>
          {t("add")}
        </Button>
      </form>
    </div>
  )
}
