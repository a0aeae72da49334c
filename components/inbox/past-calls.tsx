"use client"

import { type LucideIcon, PhoneIncoming, PhoneMissed, PhoneOutgoing, Voicemail } from "lucide-react"
import { useTranslations } from "next-intl"
import { useInboxTopic } from "@/components/session/inboxes-provider"
import { useDatabase } from "@/components/session/use-database"
import { Skeleton } from "@/components/ui/skeleton"
import { cn } from "@/lib/cn"
import { duration } from "@/lib/i18n/format"
import { useMoments } from "@/lib/i18n/use-moments"
import { useNow } from "@/lib/i18n/use-now"
import type { TimelineEntry } from "@/lib/memos/schema"
import { customerCallsList } from "@/lib/missed/keys"
import { historySize, toPastCall } from "@/lib/missed/rules"
import type { MissedCaller, PastCall } from "@/lib/missed/schema"
import { loadedLater } from "@/lib/realtime/loaded-later"
import { useLiveList } from "@/lib/realtime/use-live-list"
import { placeOfEntry } from "@/lib/tickets/timeline/rules"

const schema = loadedLater(() => import("@/lib/memos/schema"))

/** The last calls of a number with this inbox, the one the row stands for first among equals. */
export function PastCalls({
  inboxId,
  caller,
  number,
}: {
  inboxId: string
  caller: MissedCaller
  number: string
}) {
  const t = useTranslations("inbox.missed")
  const database = useDatabase()
  const { state } = useLiveList<TimelineEntry>(
    useInboxTopic(inboxId),
    customerCallsList(inboxId, number),
    () => ({
      table: "messages",
      prepare: schema.load,
      parse: (row) => schema.here().timelineEntryRow.parse(row),
      idOf: ({ messageId }) => messageId,
      placeOf: placeOfEntry,
      includes: (entry) =>
        entry.inboxId === inboxId && entry.customerNumber === number && entry.memo !== null,
      atLeast: historySize,
      async read(before, limit) {
        const { listCustomerCalls } = await import("@/lib/missed/queries")
        return listCustomerCalls(await database(), inboxId, number, before, limit)
      },
    }),
  )
  const calls = state.rows?.slice(0, historySize).flatMap((entry) => toPastCall(entry) ?? [])
  return (
    <section>
      <h3 className="mb-1 font-semibold">{t("history")}</h3>
      {!calls && !state.isFailed && <Skeleton className="h-24" />}
      {!calls && state.isFailed && <p className="text-alert-ink">{t("historyFailed")}</p>}
      <ol>
        {calls?.map((call) => (
          <PastCallRow key={call.messageId} call={call} isShown={call.messageId === caller.messageId} />
        ))}
      </ol>
    </section>
  )
}

function iconOf({ kind, direction }: PastCall): LucideIcon {
  if (kind === "missed_call") return PhoneMissed
  if (kind === "voicemail") return Voicemail
  return direction === "inbound" ? PhoneIncoming : PhoneOutgoing
}

function PastCallRow({ call, isShown }: { call: PastCall; isShown: boolean }) {
  const t = useTranslations()
  const moments = useMoments()
  const now = useNow(60_000)
  const Icon = iconOf(call)
  const day = moments.inList(call.startedAt, now)
  const time = moments.clock(call.startedAt)
  const what = call.memberName
    ? t("inbox.missed.callBy", { name: call.memberName })
    : t(call.reason ? `common.reason.${call.reason}` : `common.kind.${call.kind}`)
  return (
    <li
      aria-current={isShown || undefined}
      className={cn("flex h-8 items-center gap-2.5 whitespace-nowrap", isShown && "font-semibold")}
    >
      <Icon
        aria-hidden
        className={cn(
          "size-4 shrink-0",
          call.kind === "missed_call" && call.reason !== "out_of_hours" ? "text-alert-ink" : "text-ink-3",
        )}
      />
      <time dateTime={call.startedAt} className="w-24 shrink-0 tabular-nums">
        {day === time ? time : `${day} ${time}`}
      </time>
      <span className="min-w-0 grow truncate">{what}</span>
      {call.seconds !== null && (
        <span className="font-normal text-ink-2 tabular-nums">{duration(call.seconds)}</span>
      )}
    </li>
  )
}
