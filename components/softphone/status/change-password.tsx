"use client"

import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { useSignInError } from "@/components/softphone/sign-in/password-trouble"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { PasswordInput } from "@/components/ui/password-input"
import { shortestPassword } from "@/lib/auth/rules"
import { toAppError } from "@/lib/errors"
import { changePhonePassword } from "@/lib/phone/mutations"
import { newPhonePasswordProblem } from "@/lib/phone/rules"

type Outcome = "done" | { old?: string; password?: string; again?: string } | null

/** The member's own phone password: the present one, and a new one typed twice (B4). */
export function ChangePassword({ phone }: { phone: PhoneContextValue }) {
  const t = useTranslations("phone.changePassword")
  const errorText = useSignInError()
  const [outcome, setOutcome] = useState<Outcome>(null)
  const [isPending, setPending] = useState(false)
  const wrong = outcome === "done" ? null : outcome

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isPending) return
    const form = event.currentTarget
    const typed = new FormData(form)
    const [old, password, again] = ["old", "password", "again"].map((name) => String(typed.get(name) ?? ""))
    const problem = newPhonePasswordProblem(password ?? "", again ?? "")
    if (problem === "mismatch") return setOutcome({ again: t("mismatch") })
    if (problem) return setOutcome({ password: t(problem, { count: shortestPassword }) })
    setPending(true)
    try {
      await changePhonePassword(await phone.client(), old ?? "", password ?? "")
      form.reset()
      setOutcome("done")
    } catch (cause) {
      setOutcome({ old: errorText(toAppError(cause)) })
    }
    setPending(false)
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-2">
      <Field label={t("old")} error={wrong?.old}>
        <PasswordInput name="old" autoComplete="off" required />
      </Field>
      <Field
        label={t("password")}
        hint={t("passwordHint", { count: shortestPassword })}
        error={wrong?.password}
      >
        <PasswordInput name="password" autoComplete="off" required />
      </Field>
      <Field label={t("again")} error={wrong?.again}>
        <PasswordInput name="again" autoComplete="off" required />
      </Field>
      <div className="flex items-center justify-end gap-2">
        <p role="status" className="prose-ja grow text-12 text-ok-ink">
          {outcome === "done" && t("done")}
        </p>
        <Button type="submit" aria-disabled={isPending}>
          {t("submit")}
        </Button>
      </div>
    </form>
  )
}
