"use client"

import { Headphones, Phone } from "lucide-react"
import { useTranslations } from "next-intl"
import { RequestNote } from "@/components/softphone/in-call/request-note"
import { useCallRequest } from "@/components/softphone/in-call/use-call-request"
import { Button } from "@/components/ui/button"
import type { OwnSupervision } from "@/lib/phone/schema"
import { CallParty } from "./call-party"
import { PanelTop } from "./panel-top"
import type { PhoneViewProps, StageOf } from "./phone-view"
import { ProblemNote } from "./problem-note"
import { StateLine } from "./state-line"
import { useStateWord } from "./state-word"

type Props = PhoneViewProps & { stage: StageOf<"supervising">; onMinimise(): void }

/** A call of others, as its supervisor (S6): whose, who hears what is said here, and the way out. It is no talk of one's own. */
export function SupervisingPhone({ stage, softphone, view, onMinimise }: Props) {
  const t = useTranslations("phone.supervising")
  const stateWord = useStateWord()
  const request = useCallRequest()
  const { facts, supervision, isHere } = stage
  const { problem } = view.phone
  return (
    <>
      <div className="border-b border-call-line bg-call-soft text-call-ink [--shape-cut:var(--call-soft)]">
        <PanelTop facts={facts} softphone={isHere ? softphone : null} onMinimise={onMinimise} />
        <div className="px-3 pt-1 pb-3">
          <StateLine shape={<Headphones aria-hidden />} word={stateWord(view)} since={supervision.joinedAt} />
          <p className="truncate text-14 font-semibold">
            <AgentNames supervision={supervision} />
          </p>
          <CallParty facts={facts} />
        </div>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-3 py-3">
        <p className="prose-ja text-ink-2">{t(`heard.${supervision.mode}`)}</p>
        {!isHere && <p className="prose-ja text-12 text-ink-2">{t("elsewhere")}</p>}
        {problem && <ProblemNote problem={problem} softphone={softphone} />}
        <RequestNote problem={request.problem} />
      </div>
      <div className="mt-auto border-t border-line p-3">
        <Button
          variant="end"
          size="large"
          className="w-full"
          onClick={() => void request.ask(() => softphone.stopSupervising())}
        >
          <Phone aria-hidden className="rotate-[135deg]" />
          <span>{t("end")}</span>
        </Button>
      </div>
    </>
  )
}

/** Whose call it is: of several of ours, all. */
function AgentNames({ supervision: { agentNames } }: { supervision: OwnSupervision }) {
  const t = useTranslations("phone.supervising")
  return <span>{t("call", { names: agentNames.join(t("and")) })}</span>
}

/** What screen readers are told of it, wherever the focus is (K9). */
export function SupervisingNews({ supervision }: { supervision: OwnSupervision }) {
  const t = useTranslations("phone")
  const { mode, joinedAt } = supervision
  return (
    <>
      <span>{t(`states.${joinedAt === null ? "connecting" : mode}`)}</span>
      {joinedAt !== null && <AgentNames supervision={supervision} />}
    </>
  )
}
