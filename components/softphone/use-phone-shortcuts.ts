"use client"

import { useEffect } from "react"
import { useShortcut } from "@/components/session/use-shortcut"
import { pressOf } from "@/components/ui/key-press"
import { now } from "@/lib/clock/page-clock"
import type { Stage } from "@/lib/softphone/model"
import type { Softphone } from "@/lib/softphone/softphone"

/** A answers and M mutes; Alt+A answers also while typing and from within a dialog, because a caller cannot wait. */
export function usePhoneShortcuts(softphone: Softphone | null, stage: Stage["name"]) {
  const isRinging = stage === "ringing"
  useShortcut("answer", () => softphone?.send({ kind: "answer_pressed", now: now() }), isRinging)
  useShortcut("mute", () => softphone?.send({ kind: "mute_pressed" }), stage === "talking")

  useEffect(() => {
    if (!isRinging || !softphone) return
    const answer = (event: KeyboardEvent) => {
      // By the physical key: with Alt, layouts answer with another letter.
      const { altKey, ctrlKey, metaKey, code, isRepeated } = pressOf(event)
      if (!altKey || ctrlKey || metaKey || code !== "KeyA" || isRepeated) return
      event.preventDefault()
      softphone.send({ kind: "answer_pressed", now: now() })
    }
    window.addEventListener("keydown", answer, { capture: true })
    return () => window.removeEventListener("keydown", answer, { capture: true })
  }, [isRinging, softphone])
}
