"use client"

import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import type { AppError, ErrorCode } from "@/lib/errors"
import { useMoments } from "@/lib/i18n/use-moments"
import { mailPhonePasswordLink } from "@/lib/phone/actions"
import { attemptsLeft, lockedUntil } from "@/lib/phone/rules"

/** Says why a phone sign-in was refused: attempts left, until when it is locked, or the error's own text (B4). */
export function useSignInError(): (error: AppError) => string {
  const t = useTranslations("phone.signIn")
  const errors = useTranslations("errors")
  const moments = useMoments()
  return (error) => {
    if (error.code === "wrong_phone_password") {
      const count = attemptsLeft(error.detail)
      if (count !== null) return t("wrong", { count })
    }
    if (error.code === "phone_locked") {
      const until = lockedUntil(error.detail)
      if (until !== null) return t("locked", { time: moments.clock(until) })
    }
    return errors(error.code)
  }
}

/** Mails a link for a new phone password when asked, and says so in its place (B5). */
export function MailedPassword({ email }: { email: string }) {
  const t = useTranslations("phone.signIn")
  const errors = useTranslations("errors")
  const [answer, setAnswer] = useState<{ error: ErrorCode | null } | null>(null)
  const [isPending, start] = useTransition()
  const ask = () =>
    start(async () =>
      setAnswer(await mailPhonePasswordLink().catch(() => ({ error: "unavailable" as const }))),
    )
  return (
    <span role="status" className="prose-ja max-w-64 text-right text-12 text-ink-2">
      {answer === null ? (
        <button
          type="button"
          aria-disabled={isPending}
          onClick={() => !isPending && ask()}
          className="text-accent-ink hover:underline aria-disabled:text-ink-3"
        >
          {t("forgot")}
        </button>
      ) : answer.error ? (
        errors(answer.error)
      ) : (
        t("mailed", { email })
      )}
    </span>
  )
}
