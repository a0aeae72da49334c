"use client"

import { useTranslations } from "next-intl"
import { Boundary, type Failure, useRetry } from "@/components/ui/boundary"
import { Button } from "@/components/ui/button"

/** A part of the frame that may fail without the others; it is tried again by itself, then by a button. */
export function Part({ children }: { children: React.ReactNode }) {
  return <Boundary fallback={(failure) => <FailedPart failure={failure} />}>{children}</Boundary>
}

function FailedPart({ failure }: { failure: Failure }) {
  const t = useTranslations("failed")
  useRetry(failure)
  return (
    <div role="alert" className="flex flex-wrap items-center gap-2 bg-alert-soft px-4 py-2 text-alert-ink">
      <span className="prose-ja">{t("part")}</span>
      <Button size="small" onClick={failure.retry}>
        {t("retry")}
      </Button>
    </div>
  )
}
