"use client"

import { useTranslations } from "next-intl"
import type { AppError } from "@/lib/errors"
import { useMoments } from "@/lib/i18n/use-moments"
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
