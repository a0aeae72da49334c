"use client"

import { CircleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"

type FailedProps = { error: Error & { digest?: string }; reset: () => void }

/** A page that could not be shown: what happened, what was kept, one thing to do. */
export function Failed({ error, reset }: FailedProps) {
  const t = useTranslations("failed")
  return (
    <div role="alert" className="m-auto">
      <EmptyState
        icon={CircleAlert}
        title={t("title")}
        titleAs="h1"
        description={
          <>
            <span>{t("description")}</span>
            {error.digest && (
              <span className="mt-1 block text-12 text-ink-3">{t("code", { code: error.digest })}</span>
            )}
          </>
        }
        action={<Button onClick={reset}>{t("retry")}</Button>}
      />
    </div>
  )
}
