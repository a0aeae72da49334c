"use client"

import { useTranslations } from "next-intl"
import { type ReactNode, useState } from "react"
import type { StageOf } from "@/components/softphone/panel/phone-view"
import { type LineState, type LineWarning, shownWarnings, warningNews } from "@/lib/softphone/quality"
import type { SoftphoneView } from "@/lib/softphone/softphone-view"

/** What screen readers are told within a call, wherever the focus is and the phone is folded to (K9). */
export function CallNews({ stage, view }: { stage: StageOf<"talking">; view: SoftphoneView }) {
  return (
    <>
      <VoiceNews isMuted={stage.isMuted} />
      <MicrophoneNews hasMicrophone={view.microphone === "granted"} />
      <LineNews line={view.line} />
    </>
  )
}

function Said({ children }: { children: ReactNode }) {
  return (
    <div className="sr-only" role="status" aria-live="polite">
      {children}
    </div>
  )
}

/** Whether the other end hears the own voice, said from the first change on. */
function VoiceNews({ isMuted }: { isMuted: boolean }) {
  const t = useTranslations("phone.talking")
  const [hasChanged, setChanged] = useState(isMuted)
  if (isMuted && !hasChanged) setChanged(true)
  return <Said>{hasChanged && <span>{t(isMuted ? "nowMuted" : "nowUnmuted")}</span>}</Said>
}

/** At once: nobody hears what is said now. */
function MicrophoneNews({ hasMicrophone }: { hasMicrophone: boolean }) {
  const t = useTranslations("phone.deviceNews")
  return (
    <div className="sr-only" role="alert">
      {!hasMicrophone && <span>{`${t("noMicrophone")}. ${t("noMicrophoneHint")}`}</span>}
    </div>
  )
}

type Told = { shown: readonly LineWarning[]; news: readonly LineWarning[] | "cleared" | null }

/** What hinders the call, and when nothing does any more. */
function LineNews({ line }: { line: LineState }) {
  const t = useTranslations("phone")
  const [told, tell] = useState<Told>({ shown: [], news: null })
  const shown = shownWarnings(line.warnings)
  if (String(shown) !== String(told.shown)) tell({ shown, news: warningNews(told.shown, shown) ?? told.news })
  return (
    <Said>
      {told.news === "cleared" ? (
        <span>{t("warnings.cleared")}</span>
      ) : (
        told.news?.map((warning) => (
          <p key={warning}>{`${t(`warnings.${warning}`)}. ${t(`warningHints.${warning}`)}`}</p>
        ))
      )}
    </Said>
  )
}
