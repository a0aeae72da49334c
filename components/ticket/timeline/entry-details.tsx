"use client"

import { useTranslations } from "next-intl"
import { CallRecord } from "@/components/ticket/recording/call-record"
import { useEntryTimes } from "@/components/ticket/use-entry-times"
import { useNow } from "@/lib/i18n/use-now"
import type { TimelineEntry } from "@/lib/memos/schema"

/** An exchange's text and recording. */
export function EntryDetails({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("ticket")
  const times = useEntryTimes()
  const now = useNow(60_000)
  const { memo, recording } = entry
  const subject = memo?.subject
  const body = memo ? memo.body : entry.body
  return (
    <div className="pr-2">
      {subject && <p className="prose-ja font-semibold">{subject}</p>}
      {body ? (
        <p className="prose-ja whitespace-pre-wrap">{body}</p>
      ) : (
        !subject && entry.kind === "call_memo" && <p className="text-ink-3">{t("emptyMemo")}</p>
      )}
      {memo?.recordedAt && memo.recordedByName && (
        <p className="mt-1 text-12 text-ink-3">
          {t("recordedBy", { name: memo.recordedByName, time: times.full(memo.recordedAt, now) })}
        </p>
      )}
      {recording && <CallRecord recording={recording} />}
    </div>
  )
}
