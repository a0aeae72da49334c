"use client"

import { RefreshCw } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useTransition } from "react"
import { Button } from "@/components/ui/button"
import type { CallPage, MemberName } from "@/lib/call-log/queries"
import { type AskedCalls, type CallFilters, callsPath } from "@/lib/call-log/rules"
import { cn } from "@/lib/cn"
import { useMoments } from "@/lib/i18n/use-moments"
import { CallFilterBar } from "./call-filter-bar"
import { CallList } from "./call-list"

type CallsViewProps = {
  filters: CallFilters
  /** As the database was asked; null where what was typed is no number. */
  asked: AskedCalls | null
  /** The account's day, 2026-11-25. */
  today: string
  first: CallPage
  /** When the first page was read, in ms since 1970. */
  readAt: number
  members: MemberName[]
}

/** Every call of one's inboxes, as it was when the page was read: what is asked for stands in the address. */
export function CallsView({ filters, asked, today, first, readAt, members }: CallsViewProps) {
  const t = useTranslations("calls")
  const moments = useMoments()
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const ask = (next: CallFilters) => startTransition(() => router.push(callsPath(next)))
  return (
    <section aria-label={t("title")} className="flex min-w-0 grow flex-col bg-surface">
      <div className="flex h-11 shrink-0 items-center gap-2 border-b pr-2 pl-4">
        <h1 className="truncate text-14 leading-5 font-semibold">{t("title")}</h1>
        <span className="ml-auto text-12 whitespace-nowrap text-ink-3 tabular-nums">
          {t("asOf", { time: moments.clock(readAt) })}
        </span>
        <Button
          size="small"
          variant="quiet"
          aria-disabled={isPending}
          onClick={() => startTransition(() => router.refresh())}
        >
          <RefreshCw aria-hidden className={cn(isPending && "motion-safe:animate-spin")} />
          <span>{t("refresh")}</span>
        </Button>
      </div>
      <CallFilterBar filters={filters} asked={asked} today={today} members={members} onAsk={ask} />
      <div
        aria-busy={isPending}
        className={cn("min-h-0 grow overflow-y-auto transition-opacity", isPending && "opacity-60")}
      >
        <CallList
          key={`${readAt} ${callsPath(filters)}`}
          filters={filters}
          asked={asked}
          first={first}
          onClear={ask}
        />
      </div>
    </section>
  )
}
