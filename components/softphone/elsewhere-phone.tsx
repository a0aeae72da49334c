"use client"

import { useTranslations } from "next-intl"
import { CallParty } from "./call-party"
import { PanelTop } from "./panel-top"
import type { StageOf } from "./phone-view"
import { StateLine } from "./state-line"

/** A call of this person that another tab carries: shown, not handled here (K6). */
export function ElsewherePhone({ stage, onMinimise }: { stage: StageOf<"elsewhere">; onMinimise(): void }) {
  const t = useTranslations("phone")
  return (
    <>
      <div className="border-b border-line bg-call-soft text-call-ink [--shape-cut:var(--call-soft)]">
        <PanelTop facts={stage.facts} softphone={null} onMinimise={onMinimise} />
        <div className="px-3 pt-1 pb-3">
          <StateLine
            shape={stage.isRinging ? "ringing" : "talking"}
            word={stage.isRinging ? t("states.elsewhereRinging") : t("states.elsewhereTalking")}
            since={null}
          />
          <CallParty facts={stage.facts} />
        </div>
      </div>
      <p className="prose-ja px-3 py-3 text-ink-2">{t("elsewhere.hint")}</p>
    </>
  )
}
