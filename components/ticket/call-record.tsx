import { useTranslations } from "next-intl"
import type { Recording } from "@/lib/memos/schema"
import { RecordingPlayer } from "./recording-player"

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
