"use client"

import { useTranslations } from "next-intl"
import { useEffect, useState } from "react"
import { QuickDial } from "@/components/dialling/quick-dial"
import { EnvironmentLink } from "@/components/softphone/checks/environment-link"
import { PhoneChecks } from "@/components/softphone/checks/phone-checks"
import { isInTrouble } from "@/components/softphone/dock/use-softphone-view"
import { LeavingHint } from "@/components/softphone/status/leaving-hint"
import { StatusChoice } from "@/components/softphone/status/status-choice"
import { StatusShape, type StatusShapeName } from "@/components/ui/status-shape"
import { PanelTop } from "./panel-top"
import type { PhoneViewProps } from "./phone-view"
import { ProblemNote } from "./problem-note"

type Props = PhoneViewProps & { onMinimise(): void }

/** Nothing is going on: own status, whether a call could be taken, and the devices. */
export function IdlePhone({ phone, state, softphone, view, onMinimise }: Props) {
  const { problem } = view.phone
  return (
    <>
      <PanelTop facts={null} softphone={softphone} onMinimise={onMinimise} />
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-3 pb-3">
        <StatusChoice phone={phone} state={state} />
        <Readiness state={state} view={view} />
        <PhoneChecks softphone={softphone} isQuiet />
        <EnvironmentLink />
        {state.status === "available" && !problem && (
          <div className="mt-auto">
            <LeavingHint />
          </div>
        )}
      </div>
      {/* Outside what scrolls: always in sight, and nothing above it moves. */}
      {problem && (
        <div className="shrink-0 px-3 pb-2">
          <ProblemNote problem={problem} softphone={softphone} />
        </div>
      )}
      <QuickDial />
    </>
  )
}

/** Whether a call would ring here now, and if not, why not: said before the first call, not during it. */
function Readiness({ state, view }: Pick<Props, "state" | "view">) {
  const t = useTranslations("phone")
  const hasSound = useHasBeenTouched()
  const isRegistered = view.phone.device === "registered"
  const [shape, text]: [StatusShapeName, string] = !view.isLeader
    ? ["offline", t("idle.otherTab")]
    : isInTrouble(view)
      ? ["trouble", t("status.trouble")]
      : !isRegistered
        ? ["offline", t("idle.registering")]
        : state.status === "offline"
          ? ["offline", state.isUnanswered ? t("idle.unanswered") : t("idle.offline")]
          : ["available", t("idle.ready")]
  return (
    <div className="text-12">
      <p className="flex gap-2">
        <StatusShape shape={shape} className="mt-0.5 size-3.5" />
        <span className="prose-ja">{text}</span>
      </p>
      {view.isLeader && isRegistered && !hasSound && (
        <p className="prose-ja mt-1 pl-[22px] text-wait-ink">{t("idle.soundBlocked")}</p>
      )}
    </div>
  )
}

/** Whether the person has clicked or typed on this page; until then browsers play no sound. */
function useHasBeenTouched(): boolean {
  const [hasBeen, setHasBeen] = useState(() => navigator.userActivation?.hasBeenActive ?? true)
  useEffect(() => {
    if (hasBeen) return
    const ending = new AbortController()
    for (const gesture of ["pointerdown", "keydown"] as const) {
      window.addEventListener(gesture, () => setHasBeen(true), { signal: ending.signal })
    }
    return () => ending.abort()
  }, [hasBeen])
  return hasBeen
}
