"use client"

import { MailCheck } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { requestPasswordReset } from "@/lib/auth/actions"

/** Asks for a mail with a link for a new password, then says what happens next. */
export function ForgotForm() {
  const t = useTranslations("auth.forgot")
  const labels = useTranslations("auth.signIn")
  const errors = useTranslations("errors")
  const [state, submit, pending] = useActionState(requestPasswordReset, { error: null, sentTo: null })
  const back = (
    <Link href="/sign-in" className="self-center text-accent-ink hover:underline">
      {t("backToSignIn")}
    </Link>
  )
  if (state.sentTo) {
    return (
      <>
        <div role="status" className="flex gap-2">
          <MailCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok-ink" />
          <div>
            <p className="font-semibold">{t("sentTitle")}</p>
            <p className="prose-ja text-ink-2">{t("sent", { email: state.sentTo })}</p>
          </div>
        </div>
        {back}
      </>
    )
  }
  return (
    <form action={submit} className="flex flex-col gap-4">
      <p className="prose-ja text-ink-2">{t("description")}</p>
      <Field label={labels("email")} error={state.error && errors(state.error)}>
        <Input
          name="email"
          type="text"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          autoComplete="username"
          required
          className="h-10"
        />
      </Field>
      <Button type="submit" variant="primary" size="large" disabled={pending}>
        {t("submit")}
      </Button>
      {back}
    </form>
  )
}
