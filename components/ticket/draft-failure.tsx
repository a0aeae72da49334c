"use client"

import { CircleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { type ErrorCode, isPassing } from "@/lib/errors"

/** Why the text is not saved, what was kept, and what to do. Announced when it appears. */
export function DraftFailure({ error, onRetry }: { error: ErrorCode | null; onRetry: () => void }) {
  const t = useTranslations()
  return (
    <div role="alert" className="empty:hidden">
      {error && (
        <div className="mx-4 mb-2 flex items-center gap-2 rounded-md bg-alert-soft py-1 pr-1 pl-3 text-alert-ink">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          <p className="prose-ja flex-1">
            {isPassing(error)
              ? t("ticket.memo.notSavedRetrying")
              : `${t("ticket.memo.notSaved")} ${t(`errors.${error}`)}`}
          </p>
          <Button size="small" variant="quiet" className="text-alert-ink" onClick={onRetry}>
            {t("common.retry")}
          </Button>
        </div>
      )}
    </div>
  )
}
