"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { PasswordInput } from "@/components/ui/password-input"
import { resetPassword } from "@/lib/auth/actions"
import { shortestPassword } from "@/lib/auth/rules"

/** A new password for `email`, typed twice. */
export function ResetForm({ email }: { email: string }) {
  const t = useTranslations("auth.reset")
  const errors = useTranslations("errors")
  const [state, submit, pending] = useActionState(resetPassword, { problem: null, error: null })
  return (
    <form action={submit} className="flex flex-col gap-4">
      <p className="prose-ja text-ink-2">{t("description", { email })}</p>
      <input type="hidden" name="email" autoComplete="username" value={email} />
      <Field
        label={t("password")}
        hint={t("passwordHint", { count: shortestPassword })}
        error={state.problem === "tooShort" && t("tooShort", { count: shortestPassword })}
      >
        <PasswordInput name="password" autoComplete="new-password" required className="h-10" />
      </Field>
      <Field
        label={t("again")}
        error={state.problem === "mismatch" ? t("mismatch") : state.error && errors(state.error)}
      >
        <PasswordInput name="again" autoComplete="new-password" required className="h-10" />
      </Field>
      <Button type="submit" variant="primary" size="large" disabled={pending}>
        {t("submit")}
      </Button>
    </form>
  )
}
