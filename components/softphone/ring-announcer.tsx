"use client"

import { useTranslations } from "next-intl"
import type { SoftphoneView } from "@/lib/softphone/softphone-view"
import { useCallerName } from "./use-caller-name"

/** Tells screen readers at once who is calling, wherever the focus is (K9), and what became of the phone. */
export function RingAnnouncer({ view }: { view: SoftphoneView }) {
  const t = useTranslations("phone")
  const callerName = useCallerName()
  const { stage, problem } = view.phone
  const ringing = stage.name === "ringing" ? stage.offer.facts : null
  return (
    <>
      <div className="sr-only" role="alert" aria-live="assertive">
        {ringing && t("ringing.announcement", { who: callerName(ringing), inbox: ringing.inboxName })}
      </div>
      <div className="sr-only" role="status" aria-live="polite">
        {stage.name === "talking" && <span>{t("states.talking")}</span>}
        {stage.name === "after_call" && <span>{t("states.afterCall")}</span>}
        {problem && <span>{t(`problems.${problem}`)}</span>}
      </div>
    </>
  )
}
