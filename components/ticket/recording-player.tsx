"use client"

import { CircleAlert, LoaderCircle } from "lucide-react"
import { useTranslations } from "next-intl"
import type { Recording } from "@/lib/memos/schema"
import { Player } from "./player"

/** A recording: playable, on its way, or lost, and then why nothing can be played (D1). */
export function RecordingPlayer({ recording }: { recording: Recording }) {
  const t = useTranslations("ticket.recording")
  switch (recording.state) {
    case "stored":
      return <Player id={recording.id} durationMs={recording.durationMs ?? 0} />
    case "expected":
    case "fetching":
      return (
        <p role="status" className="flex min-h-8 items-center gap-2 text-ink-2">
          <LoaderCircle aria-hidden className="size-4 shrink-0 text-ink-3" />
          <span>{t("expected")}</span>
          <span className="text-12 text-ink-3">{t("expectedHint")}</span>
        </p>
      )
    case "failed":
      return (
        <p role="status" className="flex min-h-8 flex-wrap items-center gap-x-2 text-alert-ink">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          <span>{t("failed")}</span>
          <span className="text-12 text-ink-2">{t("failedHint")}</span>
        </p>
      )
  }
}
