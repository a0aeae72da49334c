"use client"

import { TriangleAlert } from "lucide-react"
import { useTranslations } from "next-intl"

/** Leaving the desk while available is dangerous (B8). */
export function LeavingHint() {
  const t = useTranslations("phone.status")
  return (
    <p className="flex gap-2 rounded-md bg-wait-soft px-3 py-2 text-12 text-ink">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-wait-mark" />
      <span className="prose-ja">{t("leavingHint")}</span>
    </p>
  )
}
