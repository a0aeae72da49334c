"use client"

import { CircleAlert, X } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import type { Problem } from "@/lib/softphone/model"
import type { Softphone } from "@/lib/softphone/softphone"

/** Over as soon as the microphone opens. */
const retried: readonly Problem[] = ["microphone_denied", "microphone_missing", "return_microphone"]

/** What went wrong with the phone, what becomes of the calls, and what to do. */
export function ProblemNote({ problem, softphone }: { problem: Problem; softphone: Softphone }) {
  const t = useTranslations("phone")
  return (
    <div className="flex gap-2 rounded-md bg-alert-soft py-2 pr-1 pl-3 text-12">
      <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-alert-ink" />
      <div className="flex-1">
        <p className="prose-ja text-alert-ink">{t(`problems.${problem}`)}</p>
        {retried.includes(problem) && (
          <Button size="small" className="mt-1" onClick={() => void softphone.lookAtMicrophone()}>
            {t("checks.tryAgain")}
          </Button>
        )}
      </div>
      <button
        type="button"
        aria-label={t("dismiss")}
        onClick={() => softphone.send({ kind: "problem_seen" })}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-alert-ink"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </div>
  )
}
