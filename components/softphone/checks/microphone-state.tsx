"use client"

import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { LevelBars } from "./level-bars"
import type { MicrophoneCheck } from "./use-microphone-check"

type MicrophoneStateProps = {
  check: MicrophoneCheck
  isListening: boolean
  /** Null where listening is always on. */
  onListen: (() => void) | null
  onAsked(): void
}

/** Whether the microphone may be used and hears something, or how to get there. */
export function MicrophoneState({ check, isListening, onListen, onAsked }: MicrophoneStateProps) {
  const t = useTranslations("phone.checks")
  if (check.access === undefined) return null
  if (check.access === "prompt") {
    return (
      <Button size="small" onClick={() => void check.ask().then(onAsked)}>
        {t("allow")}
      </Button>
    )
  }
  if (check.access !== "granted") {
    return <span className="pr-1 text-12 font-semibold text-alert-ink">{t(check.access)}</span>
  }
  if (!isListening) {
    return (
      <Button variant="quiet" size="small" onClick={() => onListen?.()}>
        {t("check")}
      </Button>
    )
  }
  const word = check.isHeard === undefined ? "speak" : check.isHeard ? "good" : "silent"
  const tone = { speak: "text-ink-2", good: "text-ok-ink", silent: "text-wait-ink" }[word]
  return (
    <span className="flex shrink-0 items-center gap-2 pr-1">
      <LevelBars bars={check.bars} />
      <span role="status" className={`text-12 ${word === "speak" ? "" : "font-semibold"} ${tone}`}>
        {t(word)}
      </span>
    </span>
  )
}

/** What to do about a microphone that may not, or cannot, be used. */
export function MicrophoneHint({ check }: { check: MicrophoneCheck }) {
  const t = useTranslations("phone.checks")
  if (check.access === undefined || check.access === "granted") return null
  const hint = { denied: "deniedHint", missing: "missingHint", prompt: "notAskedHint" } as const
  return <p className="prose-ja px-3 pb-2 text-12 text-ink-2">{t(hint[check.access])}</p>
}
