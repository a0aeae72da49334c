"use client"

import { useTranslations } from "next-intl"
import { useEntryTimes } from "@/components/ticket/use-entry-times"
import type { DraftPhase, DraftState } from "@/lib/memos/draft/draft-state"

/** How the text stands: saved when, being saved, or not yet. Failures and conflicts have a place of their own. */
export function DraftStatus({ state, phase }: { state: DraftState; phase: DraftPhase }) {
  const t = useTranslations("ticket.memo")
  const times = useEntryTimes()
  return <span className="truncate text-12 text-ink-3 max-wide:hidden">{text()}</span>

  function text() {
    if (state.isRestored && phase !== "failed" && phase !== "conflict") return t("restored")
    switch (phase) {
      case "recording":
        return t("recording")
      case "saving":
        return t("saving")
      case "unsaved":
        return t("unsaved")
      case "saved":
        return state.savedAt ? t("savedAt", { time: times.clock(state.savedAt) }) : ""
      case "failed":
      case "conflict":
      case "recorded":
        return ""
    }
  }
}
