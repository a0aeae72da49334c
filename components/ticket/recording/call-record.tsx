"use client"

import { CircleAlert, LoaderCircle, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useInboxes } from "@/components/session/inboxes-provider"
import { useEntryTimes } from "@/components/ticket/use-entry-times"
import { useNow } from "@/lib/i18n/use-now"
import { canDelete } from "@/lib/members/rules"
import type { Recording } from "@/lib/memos/schema"
import { DeleteRecording } from "./delete-recording"
import { Player } from "./player"

/** 「通話記録」 below a memo (D2): the audio, as soon as it arrives, until it is deleted. */
export function CallRecord({ recording, inboxId }: { recording: Recording; inboxId: string }) {
  const t = useTranslations("ticket.recording")
  const times = useEntryTimes()
  const now = useNow(60_000)
  const role = useInboxes().find(({ id }) => id === inboxId)?.role ?? null
  const { state, keepUntil } = recording
  return (
    <div className="mt-1.5 border-t pt-1.5">
      <div className="flex min-h-6 items-center gap-2">
        <h3 className="text-12 font-semibold">{t("title")}</h3>
        {state === "stored" && keepUntil !== null && (
          <span className="text-12 text-ink-3">{t("keptUntil", { when: times.full(keepUntil, now) })}</span>
        )}
        {state === "stored" && canDelete(role) && (
          <span className="ml-auto">
            <DeleteRecording recording={recording} />
          </span>
        )}
      </div>
      <RecordingPlayer recording={recording} />
    </div>
  )
}

/** A recording: playable, on its way, lost or deleted, and then why nothing can be played (D1). */
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
    case "deleting":
    case "deleted":
      return <DeletedRecording recording={recording} />
  }
}

/** That there was one, when it was deleted, and by whom. */
function DeletedRecording({ recording: { deletedAt, deletedByName: name } }: { recording: Recording }) {
  const t = useTranslations("ticket.recording")
  const times = useEntryTimes()
  const now = useNow(60_000)
  const when = deletedAt === null ? null : times.full(deletedAt, now)
  return (
    <p role="status" className="flex min-h-8 flex-wrap items-center gap-x-2 text-ink-2">
      <Trash2 aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span>{t(when === null ? "deleting" : "deleted")}</span>
      {when !== null && (
        <span className="text-12 text-ink-3">
          {name === null ? t("deletedByRetention", { when }) : t("deletedBy", { when, name })}
        </span>
      )}
    </p>
  )
}
