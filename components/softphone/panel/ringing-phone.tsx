"use client"

import { ChevronRight, Phone, Workflow } from "lucide-react"
import { useTranslations } from "next-intl"
import { RichText } from "@/components/ui/rich-text"
import { Tooltip } from "@/components/ui/tooltip"
import { now } from "@/lib/clock/page-clock"
import { useMoments } from "@/lib/i18n/use-moments"
import { useNow } from "@/lib/i18n/use-now"
import type { Offer } from "@/lib/phone/schema"
import { CallParty } from "./call-party"
import { PanelTop } from "./panel-top"
import type { PhoneViewProps, StageOf } from "./phone-view"
import { StateLine } from "./state-line"
import { useStateWord } from "./state-word"

type Props = PhoneViewProps & { stage: StageOf<"ringing" | "connecting">; onMinimise(): void }

/** A call is offered: who, through which flow, what was last spoken of, and one button that cannot be missed. */
export function RingingPhone({ stage, softphone, view, onMinimise }: Props) {
  const t = useTranslations("phone")
  const stateWord = useStateWord()
  const { offer } = stage
  const isConnecting = stage.name === "connecting"
  return (
    <div
      className={`flex flex-1 flex-col ${isConnecting ? "bg-call text-on-call [--shape-cut:var(--call)]" : ""}`}
    >
      <PanelTop facts={offer.facts} softphone={softphone} onMinimise={onMinimise} />
      <div className="px-3 pt-1 pb-3">
        <StateLine
          shape={isConnecting ? "talking" : "ringing"}
          word={stateWord(view)}
          since={isConnecting ? stage.since : stage.ringingAt}
        />
        <CallParty facts={offer.facts} />
        {offer.consult ? (
          <p className="mt-1 truncate text-12 font-semibold">
            {t("ringing.consultedBy", { name: offer.consult.memberName })}
          </p>
        ) : (
          <Route offer={offer} />
        )}
      </div>
      <div className="px-3">
        {offer.consult ? <MemoSoFar consult={offer.consult} /> : <LastExchange offer={offer} />}
        {stage.name === "ringing" && (
          <>
            <Tooltip label={t("ringing.answerKeys")} shortcut="A" side="left">
              <button
                type="button"
                aria-keyshortcuts="A Alt+A"
                onClick={() => softphone.send({ kind: "answer_pressed", now: now() })}
                className="flex h-16 w-full items-center justify-center gap-2.5 rounded-md bg-answer text-16 font-semibold text-on-answer outline-offset-[-4px]"
              >
                <Phone aria-hidden className="size-5" />
                <span>{t("ringing.answer")}</span>
              </button>
            </Tooltip>
            <Remaining seenAt={stage.seenAt} offer={offer} />
          </>
        )}
      </div>
      {stage.name === "ringing" && (
        <>
          {view.isRingMuted && <p className="prose-ja px-3 text-12">{t("ringing.muted")}</p>}
          <button
            type="button"
            onClick={() => softphone.send({ kind: "pass_pressed", now: now() })}
            className="mx-3 mt-auto mb-3 h-10 shrink-0 rounded-md border border-veil-line hover:bg-veil"
          >
            {t(offer.consult ? "ringing.declineConsult" : "ringing.pass")}
          </button>
        </>
      )}
    </div>
  )
}

/** Through which flow and queue the call came (E1). */
function Route({ offer: { flowName, queueName } }: { offer: Offer }) {
  return (
    <p className="mt-1 flex items-center gap-1 text-12 whitespace-nowrap [&>svg]:shrink-0">
      <Workflow aria-hidden className="mr-0.5 size-3.5" />
      <span className="truncate">{flowName ?? queueName}</span>
      {flowName !== null && queueName !== null && (
        <>
          <ChevronRight aria-hidden className="size-3" />
          <span className="truncate">{queueName}</span>
        </>
      )}
    </p>
  )
}

function LastExchange({ offer: { lastExchange } }: { offer: Offer }) {
  const t = useTranslations("phone.ringing")
  const moments = useMoments()
  const now = useNow(60_000)
  if (!lastExchange) return <p className="mb-2 text-12">{t("firstExchange")}</p>
  const { at, memberName, subject } = lastExchange
  const when = moments.ago(at, now)
  return (
    <div className="mb-2 rounded-md bg-veil px-2.5 py-2">
      <p className="truncate text-12">
        {memberName === null ? t("lastExchange", { when }) : t("lastExchangeBy", { when, name: memberName })}
      </p>
      <p className="truncate">{subject || t("noSubject")}</p>
    </div>
  )
}

/** What the colleague who asks has written of the call so far. */
function MemoSoFar({ consult: { subject, body } }: { consult: NonNullable<Offer["consult"]> }) {
  const t = useTranslations("phone.ringing")
  const hasMemo = subject !== "" || body !== ""
  if (!hasMemo) return <p className="mb-2 text-12">{t("noMemo")}</p>
  return (
    <div className="mb-2 rounded-md bg-veil px-2.5 py-2">
      <p className="truncate text-12">{t("memoSoFar")}</p>
      <p className="truncate">{subject}</p>
      <p className="line-clamp-2 text-12 break-words">{body}</p>
    </div>
  )
}

/** How long the offer still stands, as a line that shrinks and in seconds (E3). */
function Remaining({ seenAt, offer: { standsFor, consult } }: { seenAt: number; offer: Offer }) {
  const t = useTranslations("phone.ringing")
  const now = useNow(1000)
  const left = Math.min(standsFor, Math.max(0, seenAt + standsFor - now))
  return (
    <>
      <div aria-hidden className="mt-3 mb-1.5 h-1 overflow-hidden rounded-[2px] bg-veil">
        <div
          className="h-full origin-left bg-on-accent transition-transform duration-1000 ease-linear"
          style={{ transform: `scaleX(${standsFor === 0 ? 0 : left / standsFor})` }}
        />
      </div>
      <p className="text-12">
        <RichText>
          {t.rich(consult ? "consultRemaining" : "remaining", {
            seconds: Math.ceil(left / 1000),
            b: (chunks) => <b className="font-semibold tabular-nums">{chunks}</b>,
          })}
        </RichText>
      </p>
    </>
  )
}
