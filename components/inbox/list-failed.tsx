"use client"

import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"

/** Says that a list could not be read, above what was read before. */
export function ListFailed({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations()
  return (
    <div
      role="alert"
      className="flex items-center justify-between gap-2 border-b bg-alert-soft px-4 py-2 text-alert-ink"
    >
      <span>{t("inbox.loadFailed")}</span>
      <Button size="small" onClick={onRetry}>
        {t("common.retry")}
      </Button>
    </div>
  )
}
