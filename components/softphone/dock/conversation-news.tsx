"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { useOtherName } from "@/components/softphone/in-call/use-other-name"
import { talkWord } from "@/components/softphone/panel/state-word"
import type { Conversation } from "@/lib/softphone/conversation"

/** Who hears whom, who comes and goes, and whether it is recorded, said to screen readers whenever that changes (K9). */
export function ConversationNews({ conversation }: { conversation: Conversation }) {
  const t = useTranslations("transfer")
  const nameOf = useOtherName()
  const { hold, recording, invitation, others, gone } = conversation
  const word = talkWord(conversation)
  const name = others[0] ? nameOf(others[0]) : ""
  const talk =
    word === "talking" ? t("news.released") : word === "held" ? t("news.held") : t(`news.${word}`, { name })
  const isKept = recording.state === "on" || hold.isOn
  const kept = recording.state === "off" ? null : t(isKept ? "news.recording" : "news.paused")
  const comes = invitation
    ? t("news.calling", { name: nameOf(invitation) })
    : gone && t(`gone.${gone.why}`, { name: nameOf(gone) })
  return (
    <>
      <SaidOnChange text={talk} />
      <SaidOnChange text={kept} />
      <SaidOnChange text={comes} />
    </>
  )
}

/** Says what has become otherwise since it was mounted. */
function SaidOnChange({ text }: { text: string | null }) {
  const [first] = useState(text)
  const [hasChanged, setChanged] = useState(false)
  if (text !== first && !hasChanged) setChanged(true)
  return (
    <div className="sr-only" role="status" aria-live="polite">
      {hasChanged && text !== null && <span>{text}</span>}
    </div>
  )
}
