"use client"

import { CircleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"

type FailedProps = { error: Error & { digest?: string }; reset: () => void }

/** A page that could not be shown: what happened, what was kept, one thing to do. */
export function Failed({ error, reset }: FailedProps) {
  const t = useTranslations()
  return (
    <div role="alert" className="m-auto">
      <EmptyState
        icon={CircleAlert}
        title={t("shell.failed.title")}
        description={
          <>
            {t("shell.failed.description")}
            {error.digest && (
              <span className="mt-1 block text-12 text-ink-3">
                {t("shell.failed.code", { code: error.digest })}
              </span>
            )}
          </>
        }
        action={<Button onClick={reset}>{t("common.retry")}</Button>}
      />
    </div>
  )
}
