"use client"

import { Phone } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { now } from "@/lib/clock/page-clock"
import { cn } from "@/lib/cn"
import { formatPhone } from "@/lib/i18n/phone-number"
import { AfterCallPhone } from "./after-call-phone"
import { CallParty } from "./call-party"
import { ElsewherePhone } from "./elsewhere-phone"
import { IdlePhone } from "./idle-phone"
import { InterruptedPhone } from "./interrupted-phone"
import { PanelTop } from "./panel-top"
import type { PhoneViewProps, StageOf } from "./phone-view"
import { RingingPhone } from "./ringing-phone"
import { StateLine } from "./state-line"
import { lookOf, useStateWord } from "./state-word"
import { SupervisingPhone } from "./supervising-phone"
import { TalkingPhone } from "./talking-phone"

type Props = PhoneViewProps & {
  /** Unfolded over the bar of a narrow screen instead of floating bottom right. */
  isAboveBar: boolean
  onMinimise(): void
}

/** The softphone: the same size in every state, so that nothing jumps under the hand, and one look each. */
export function PhonePanel({ isAboveBar, onMinimise, ...view }: Props) {
  const t = useTranslations("phone")
  const stateWord = useStateWord()
  const { stage } = view.view.phone
  const look = lookOf(view.view)
  return (
    <section
      data-slot="softphone"
      data-state={look}
      aria-label={t("panel", { state: stateWord(view.view) })}
      className={cn(
        "fixed right-3 z-30 flex h-(--h-phone) w-(--w-phone) flex-col overflow-hidden rounded-md bg-raised text-ink shadow-float [--shape-cut:var(--raised)]",
        // On a narrow screen the line above the bar is the memo's, with 「記録」 in it.
        isAboveBar
          ? "bottom-[calc(var(--h-phone-bar)+60px)] max-h-[calc(100dvh-var(--h-phone-bar)-68px)]"
          : "bottom-3",
        // Above dialogs, and usable while one is open: a caller cannot wait for it to close.
        look === "ringing" && "pointer-events-auto z-50 bg-accent text-on-accent [--shape-cut:var(--accent)]",
      )}
    >
      {(stage.name === "idle" || stage.name === "offered") && <IdlePhone {...view} onMinimise={onMinimise} />}
      {(stage.name === "ringing" || stage.name === "connecting") && (
        <RingingPhone {...view} stage={stage} onMinimise={onMinimise} />
      )}
      {stage.name === "interrupted" && <InterruptedPhone {...view} stage={stage} onMinimise={onMinimise} />}
      {stage.name === "dialling" && <DiallingPhone {...view} stage={stage} onMinimise={onMinimise} />}
      {stage.name === "talking" && <TalkingPhone {...view} stage={stage} onMinimise={onMinimise} />}
      {stage.name === "after_call" && <AfterCallPhone {...view} stage={stage} onMinimise={onMinimise} />}
      {stage.name === "supervising" && <SupervisingPhone {...view} stage={stage} onMinimise={onMinimise} />}
      {stage.name === "elsewhere" && <ElsewherePhone {...view} stage={stage} onMinimise={onMinimise} />}
    </section>
  )
}

type DiallingProps = PhoneViewProps & { stage: StageOf<"dialling">; onMinimise(): void }

/** We call somebody: whom, as which number, how long it has rung, and the way out. */
function DiallingPhone({ stage, softphone, onMinimise }: DiallingProps) {
  const t = useTranslations("phone")
  const { facts, since, isConnected } = stage
  return (
    <>
      <div className="border-b border-call-line bg-call-soft text-call-ink [--shape-cut:var(--call-soft)]">
        <PanelTop facts={facts} softphone={softphone} onMinimise={onMinimise} />
        <div className="px-3 pt-1 pb-3">
          <StateLine shape="ringing" word={t("states.dialling")} since={since} />
          <CallParty facts={facts} />
          <p className="mt-2 truncate text-12 tabular-nums">
            {t("dialling.shownAs", { number: formatPhone(facts.contractNumber) })}
          </p>
        </div>
      </div>
      <p role="status" className="prose-ja px-3 py-3 text-ink-2">
        {isConnected ? t("dialling.ringing") : t("dialling.connecting")}
      </p>
      <div className="mt-auto border-t border-line p-3">
        <Button
          variant="end"
          size="large"
          className="w-full"
          onClick={() => softphone.send({ kind: "hang_up_pressed", now: now() })}
        >
          <Phone aria-hidden className="rotate-[135deg]" />
          <span>{t("dialling.hangUp")}</span>
        </Button>
      </div>
    </>
  )
}
