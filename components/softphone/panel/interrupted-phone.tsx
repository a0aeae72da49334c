"use client"

import { Phone } from "lucide-react"
import { useTranslations } from "next-intl"
import { isInTrouble } from "@/components/softphone/dock/use-softphone-view"
import { Button } from "@/components/ui/button"
import { Tooltip } from "@/components/ui/tooltip"
import { useNow } from "@/lib/i18n/use-now"
import type { SoftphoneView } from "@/lib/softphone/softphone-view"
import { CallParty } from "./call-party"
import { PanelTop } from "./panel-top"
import type { PhoneViewProps, StageOf } from "./phone-view"
import { ProblemNote } from "./problem-note"
import { StateLine } from "./state-line"

type Props = PhoneViewProps & { stage: StageOf<"interrupted">; onMinimise(): void }

/** Own call has lost its audio: who waits, how long still, and one button that brings it back (K2). */
export function InterruptedPhone({ stage, softphone, view, onMinimise }: Props) {
  const t = useTranslations("phone.interrupted")
  const states = useTranslations("phone.states")
  const { offer, isReturning } = stage
  const why = notReady(view)
  const { problem } = view.phone
  return (
    <>
      <div className="bg-alert text-on-alert [--shape-cut:var(--alert)]">
        <PanelTop facts={offer.facts} softphone={softphone} onMinimise={onMinimise} />
        <div className="px-3 pt-1 pb-3">
          <StateLine shape="trouble" word={states("interrupted")} since={null} />
          <CallParty facts={offer.facts} />
        </div>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-3 py-3">
        <p className="font-semibold">{t("waits")}</p>
        {isReturning ? (
          <p role="status" className="prose-ja text-ink-2">
            {t("returning")}
          </p>
        ) : (
          <Remaining until={offer.expiresAt} />
        )}
        <p className="prose-ja text-12 text-ink-2">{t("memoKept")}</p>
        {problem && why === null && <ProblemNote problem={problem} softphone={softphone} />}
      </div>
      <div className="mt-auto border-t border-line p-3">
        {why && <p className="prose-ja mb-2 text-12 text-alert-ink">{t(`notReady.${why}`)}</p>}
        <Tooltip label={t("return")} shortcut="A" side="left">
          <Button
            variant="go"
            aria-keyshortcuts="A"
            aria-disabled={isReturning || why !== null}
            className="h-16 w-full text-16 [&_svg]:size-5"
            onClick={() => softphone.returnToCall()}
          >
            <Phone aria-hidden />
            <span>{t("return")}</span>
          </Button>
        </Tooltip>
      </div>
    </>
  )
}

/** How long the customer still waits for them, by the database's clock; then the next agent is asked. */
export function Remaining({ until }: { until: number }) {
  const t = useTranslations("phone.interrupted")
  const now = useNow(1000)
  return (
    <p role="timer" aria-live="off" className="tabular-nums">
      {t("remaining", { seconds: Math.max(0, Math.ceil((until - now) / 1000)) })}
    </p>
  )
}

/** Why the call cannot come back to this browser yet; null when it can. */
function notReady(view: SoftphoneView): "microphone" | "registering" | "trouble" | null {
  if (!view.isLeader) return isInTrouble(view) ? "trouble" : null
  if (view.microphone !== "granted") return "microphone"
  return view.phone.device === "registered" ? null : "registering"
}
