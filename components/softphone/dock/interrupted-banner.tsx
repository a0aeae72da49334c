"use client"

import { useTranslations } from "next-intl"
import { createPortal } from "react-dom"
import { Remaining } from "@/components/softphone/panel/interrupted-phone"
import type { StageOf } from "@/components/softphone/panel/phone-view"
import { useCallerName } from "@/components/softphone/panel/use-caller-name"
import { StatusShape } from "@/components/ui/status-shape"
import type { Softphone } from "@/lib/softphone/softphone"

/** Where in the shell the phone may speak over the whole page. */
export const shellBannerId = "shell-banner"

type Props = { stage: StageOf<"interrupted">; softphone: Softphone }

/** Over every page: the call has lost its audio, who waits and how long still, and the way back (K2). Spoken elsewhere. */
export function InterruptedBanner({ stage, softphone }: Props) {
  const t = useTranslations("phone.interrupted")
  const states = useTranslations("phone.states")
  const callerName = useCallerName()
  const place = document.getElementById(shellBannerId)
  if (!place) return null
  return createPortal(
    <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 bg-alert px-4 py-1.5 text-on-alert [--shape-cut:var(--alert)]">
      <StatusShape shape="trouble" plain />
      <p className="font-semibold">{states("interrupted")}</p>
      <p>{t("waitsFor", { who: callerName(stage.offer.facts) })}</p>
      {stage.isReturning ? <p>{t("returning")}</p> : <Remaining until={stage.offer.expiresAt} />}
      {!stage.isReturning && (
        <button
          type="button"
          onClick={() => softphone.returnToCall()}
          className="h-7 rounded-sm bg-answer px-2.5 font-semibold text-on-answer-alert"
        >
          {t("return")}
        </button>
      )}
    </div>,
    place,
  )
}
