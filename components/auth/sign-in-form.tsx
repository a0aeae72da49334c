"use client"

import Link from "next/link"
import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { PasswordInput } from "@/components/ui/password-input"
import { signIn } from "@/lib/auth/actions"

/** Signing in to the app; `next` is where to go on to. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("auth.signIn")
  const errors = useTranslations("errors")
  const [state, submit, pending] = useActionState(signIn, { error: null, email: "" })
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      <Field label={t("email")}>
        <Input
          name="email"
          type="text"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          autoComplete="username"
          required
          autoFocus
          defaultValue={state.email}
          className="h-10"
        />
      </Field>
      <Field
        label={t("password")}
        error={state.error && errors(state.error)}
        aside={
          <Link href="/forgot-password" className="text-12 text-accent-ink hover:underline">
            {t("forgot")}
          </Link>
        }
      >
        <PasswordInput name="password" autoComplete="current-password" required className="h-10" />
      </Field>
      <Button type="submit" variant="primary" size="large" disabled={pending}>
        {pending ? t("submitting") : t("submit")}
      </Button>
    </form>
  )
}
