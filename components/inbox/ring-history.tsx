"use client"

import { useQuery } from "@tanstack/react-query"
import { useTimeZone, useTranslations } from "next-intl"
import { useDatabase } from "@/components/session/use-database"
import { Skeleton } from "@/components/ui/skeleton"
import { cn } from "@/lib/cn"
import { clockWithSeconds, duration, wallAt } from "@/lib/i18n/format"
import { formatPhone } from "@/lib/i18n/phone-number"
import { useMoments } from "@/lib/i18n/use-moments"
import { ringingQuery } from "@/lib/missed/keys"
import type { Ringing } from "@/lib/missed/ringing/story"
import type { MissedCaller } from "@/lib/missed/schema"
import { AskedAgents } from "./asked-agents"

/** The story of one call (K5): when it came, where it waited, whom it rang or why not, how it ended. */
export function RingHistory({ caller }: { caller: MissedCaller }) {
  const t = useTranslations("inbox.missed")
  const moments = useMoments()
  const database = useDatabase()
  const ringing = useQuery({
    queryKey: ringingQuery(caller.messageId),
    // The call is over.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const { getRinging } = await import("@/lib/missed/queries")
      return getRinging(await database(), caller.messageId)
    },
  })
  return (
    <section>
      <h3 className="mb-1 font-semibold">
        <span>{t("ringHistory")}</span>
        {ringing.data && (
          <span className="ml-1.5 text-12 font-normal text-ink-3 tabular-nums">
            {t("ringHistoryOf", { time: moments.clock(ringing.data.startedAt) })}
          </span>
        )}
      </h3>
      {ringing.isPending && <Skeleton className="h-40" />}
      {ringing.isError && <p className="text-alert-ink">{t("historyFailed")}</p>}
      {ringing.data && <Steps ringing={ringing.data} hungUp={caller.reason === "caller_gave_up"} />}
    </section>
  )
}

function Steps({ ringing, hungUp }: { ringing: Ringing; hungUp: boolean }) {
  const t = useTranslations("inbox.missed")
  const waited = ringing.endedAt && (Date.parse(ringing.endedAt) - Date.parse(ringing.startedAt)) / 1000
  return (
    <ol>
      <Step at={ringing.startedAt} title={t("arrived")} text={formatPhone(ringing.contractNumber)} />
      {ringing.queuedAt && (
        <Step at={ringing.queuedAt} title={t("queued")} text={ringing.queueName}>
          <AskedAgents asked={ringing.asked} />
        </Step>
      )}
      {ringing.endedAt && (
        <Step
          at={ringing.endedAt}
          title={t(hungUp ? "hungUp" : "ended")}
          text={waited ? t("waitedFor", { duration: duration(waited) }) : null}
          isEnd
        />
      )}
    </ol>
  )
}

type StepProps = {
  at: string
  title: string
  text: string | null
  isEnd?: boolean
  children?: React.ReactNode
}

function Step({ at, title, text, isEnd = false, children }: StepProps) {
  const timeZone = useTimeZone() ?? "Asia/Tokyo"
  return (
    <li className="relative grid grid-cols-[56px_minmax(0,1fr)] gap-x-6 pt-1.5 pb-2">
      <span
        aria-hidden
        className={cn(
          "absolute top-3 left-16 z-10 size-[9px]",
          isEnd ? "rounded-[2px] bg-alert" : "rounded-[50%] border-2 border-line-field bg-surface-2",
        )}
      />
      {!isEnd && <span aria-hidden className="absolute top-3 -bottom-3 left-[68px] w-px bg-line-2" />}
      <time dateTime={at} className="text-right text-12 leading-5 text-ink-3 tabular-nums">
        {clockWithSeconds(wallAt(at, timeZone))}
      </time>
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        {text && <p className="truncate text-ink-2 tabular-nums">{text}</p>}
        {children}
      </div>
    </li>
  )
}
