"use client"

import { useTranslations } from "next-intl"
import type { RequestProblem } from "./use-call-request"

/** Why nothing of what was asked for is done, in words. */
export function RequestNote({ problem }: { problem: RequestProblem | null }) {
  const t = useTranslations("transfer.refusals")
  const errors = useTranslations("errors")
  return (
    <div role="alert" className="prose-ja text-12 text-alert-ink empty:hidden">
      {problem && <span>{"reason" in problem ? t(problem.reason) : errors(problem.code)}</span>}
    </div>
  )
}
