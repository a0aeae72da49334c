"use client"

import Link from "next/link"
import { useTranslations } from "next-intl"
import { useActionState } from "react"
import { Button } from "@/components/ui/button"
import { openMailedLink } from "@/lib/auth/actions"
import type { MailedLink } from "@/lib/auth/schema"

/** The press of a button that a mailed link waits for. */
export function ConfirmForm({ link, presentUserId }: { link: MailedLink; presentUserId: string }) {
  const t = useTranslations("auth.confirm")
  const errors = useTranslations("errors")
  const [state, submit, pending] = useActionState(openMailedLink, { error: null })
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="type" value={link.type} />
      <input type="hidden" name="token_hash" value={link.token_hash} />
      <input type="hidden" name="email" value={link.email} />
      <input type="hidden" name="present" value={presentUserId} />
      <p role="alert" className="prose-ja text-alert-ink empty:hidden">
        {state.error && errors(state.error)}
      </p>
      <Button type="submit" variant="primary" size="large" disabled={pending}>
        {t("submit")}
      </Button>
      <Link href="/" className="self-center text-accent-ink hover:underline">
        {t("cancel")}
      </Link>
    </form>
  )
}
