import { CircleAlert, LoaderCircle } from "lucide-react"
import { useTranslations } from "next-intl"
import type { Recording } from "@/lib/memos/schema"
import { Player } from "./player"

/** 「通話記録」 below a memo (D2): the audio, as soon as it arrives. */
export function CallRecord({ recording }: { recording: Recording }) {
  const t = useTranslations("ticket.recording")
  return (
    <div className="mt-1.5 border-t pt-1.5">
      <h3 className="text-12 font-semibold">{t("title")}</h3>
      <RecordingPlayer recording={recording} />
    </div>
  )
}

/** A recording: playable, on its way, or lost, and then why nothing can be played (D1). */
function RecordingPlayer({ recording }: { recording: Recording }) {
  const t = useTranslations("ticket.recording")
  switch (recording.state) {
    case "stored":
      return <Player recording={recording} />
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
