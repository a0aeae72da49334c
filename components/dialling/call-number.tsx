"use client"

import { Phone } from "lucide-react"
import { useTranslations } from "next-intl"
import { formatPhone } from "@/lib/i18n/phone-number"
import { type DialStart, useDial } from "./dial-context"

/** A number that can be called with a click (C3); only shown to people without a phone. */
export function CallNumber({ number, ...start }: DialStart & { number: string }) {
  const t = useTranslations("dial")
  const dial = useDial()
  const text = formatPhone(number)
  if (!dial) return <span className="tabular-nums">{text}</span>
  return (
    <button
      type="button"
      aria-label={t("callNumber", { number: text })}
      onClick={() => dial({ number, ...start })}
      className="inline-flex items-center gap-1.5 text-accent-ink tabular-nums hover:underline"
    >
      <span>{text}</span>
      <Phone aria-hidden className="size-3.5" />
    </button>
  )
}
