"use client"

import Link from "next/link"
import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { PasswordInput } from "@/components/ui/password-input"
import { shortestPassword } from "@/lib/auth/rules"
import type { MailedLink } from "@/lib/auth/schema"
import { setMailedPhonePassword } from "@/lib/phone/actions"

/** A new phone password, typed twice, for whoever opened the mailed link (B5). */
export function PhonePasswordForm({ link }: { link: MailedLink }) {
  const t = useTranslations("auth")
  const errors = useTranslations("errors")
  const [state, submit, pending] = useActionState(setMailedPhonePassword, {
    problem: null,
    error: null,
    isDone: false,
  })
  const { problem, error } = state
  if (state.isDone) {
    return (
      <>
        <p role="status" className="prose-ja">
          {t("phonePassword.done")}
        </p>
        <Link href="/" className="self-center text-accent-ink hover:underline">
          {t("phonePassword.goOn")}
        </Link>
      </>
    )
  }
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="type" value={link.type} />
      <input type="hidden" name="token_hash" value={link.token_hash} />
      <input type="hidden" name="email" value={link.email} />
      <Field
        label={t("phonePassword.password")}
        hint={t("reset.passwordHint", { count: shortestPassword })}
        error={
          (problem === "tooShort" && t("reset.tooShort", { count: shortestPassword })) ||
          (problem === "tooLong" && t("reset.tooLong"))
        }
      >
        <PasswordInput name="password" autoComplete="off" required className="h-10" />
      </Field>
      <Field
        label={t("reset.again")}
        error={problem === "mismatch" ? t("reset.mismatch") : error && errors(error)}
      >
        <PasswordInput name="again" autoComplete="off" required className="h-10" />
      </Field>
      <Button type="submit" variant="primary" size="large" disabled={pending}>
        {t("phonePassword.submit")}
      </Button>
    </form>
  )
}
