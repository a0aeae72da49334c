"use client"

import { ArrowLeft, RefreshCw } from "lucide-react"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { useTimeZone, useTranslations } from "next-intl"
import { useMemo, useState, useTransition } from "react"
import { useContactName, useKnownNames } from "@/components/session/contact-names"
import { Button, buttonVariants } from "@/components/ui/button"
import { stepsOf } from "@/lib/call-log/replay/steps"
import type { Names } from "@/lib/call-log/replay/words"
import { type CallFilters, callsPath, talkedSeconds, waitedSeconds } from "@/lib/call-log/rules"
import type { CallStory, LoggedCall } from "@/lib/call-log/schema"
import { cn } from "@/lib/cn"
import { clockWithSeconds, duration, wallAt } from "@/lib/i18n/format"
import { formatPhone } from "@/lib/i18n/phone-number"
import { useMoments } from "@/lib/i18n/use-moments"
import { DirectionIcon, OutcomeBadge, useCallerName } from "./call-words"
import { Replay } from "./replay/replay"

type CallViewProps = { story: CallStory; filters: CallFilters; readAt: number }

/** One call: what is known of it, and how it came to that, step by step (K1, K5). */
export function CallView({ story, filters, readAt }: CallViewProps) {
  const t = useTranslations("calls")
  const known = useKnownNames()
  useState(() => known.seed(story.contacts))
  const contact = useContactName(story.call.contactId, story.call.ticketContactId)
  const call: LoggedCall = { ...story.call, ...contact }
  const name = useCallerName()(call)
  const names = useNames(story, name)
  const steps = useMemo(() => stepsOf(story.facts), [story.facts])
  return (
    <section
      aria-label={name}
      className="flex min-w-0 grow flex-col bg-surface max-wide:overflow-y-auto wide:overflow-hidden"
    >
      <div className="sticky top-0 z-10 flex h-11 shrink-0 items-center gap-2 border-b bg-surface px-2 wide:px-4">
        <Link
          href={callsPath(filters)}
          aria-label={t("back")}
          className={cn(buttonVariants({ variant: "quiet", size: "small" }), "-ml-1")}
        >
          <ArrowLeft aria-hidden />
          <span className="max-wide:hidden">{t("title")}</span>
        </Link>
        <DirectionIcon direction={call.direction} />
        <h1 className="min-w-0 truncate text-14 leading-5 font-semibold tabular-nums">{name}</h1>
        <OutcomeBadge call={call} />
        {call.endedAt === null && <Ongoing readAt={readAt} />}
      </div>
      <CallFacts call={call} />
      <Replay steps={steps} names={names} />
    </section>
  )
}

/** The page shows a call as it was when it was read. */
function Ongoing({ readAt }: { readAt: number }) {
  const t = useTranslations("calls")
  const moments = useMoments()
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  return (
    <span className="ml-auto flex items-center gap-1 text-12 whitespace-nowrap text-ink-3 tabular-nums">
      <span>{t("asOf", { time: moments.clock(readAt) })}</span>
      <Button
        size="small"
        variant="quiet"
        aria-disabled={isPending}
        onClick={() => startTransition(() => router.refresh())}
      >
        <RefreshCw aria-hidden />
        <span>{t("refresh")}</span>
      </Button>
    </span>
  )
}

function useNames({ members, queues }: CallStory, customer: string): Names {
  const t = useTranslations()
  return useMemo(
    () => ({
      customer,
      member: (id) => members[id] ?? t("calls.former"),
      outside: (number) => (number === null ? t("calls.outsideParty") : formatPhone(number)),
      queue: (id) => queues[id] ?? null,
      cause: (cause) => t(`calls.cause.${cause}`),
      reason: (reason) => t(`common.reason.${reason}`),
    }),
    [customer, members, queues, t],
  )
}

/** What is known of a call, each with its name. */
function CallFacts({ call }: { call: LoggedCall }) {
  const t = useTranslations()
  const timeZone = useTimeZone() ?? "Asia/Tokyo"
  const time = (seconds: number | null) => (seconds === null ? "—" : duration(seconds))
  const { year, month, day } = wallAt(call.startedAt, timeZone)
  const clock = (at: string) => clockWithSeconds(wallAt(at, timeZone))
  const number = call.customerNumber && formatPhone(call.customerNumber)
  const facts: [name: string, value: string][] = [
    [t("calls.startedAt"), `${t("common.time.yearMonthDay", { year, month, day })} ${clock(call.startedAt)}`],
    [t("calls.endedAt"), call.endedAt === null ? "—" : clock(call.endedAt)],
    [t("calls.contact"), [call.contactName, number, call.company].filter(Boolean).join("・") || "—"],
    [t("calls.filters.inbox"), call.inboxName],
    [
      t("calls.contractNumber"),
      [formatPhone(call.contractNumber), call.numberLabel].filter(Boolean).join("・"),
    ],
    [t("calls.queue"), call.queueName ?? "—"],
    [t("calls.filters.reason"), call.reason ? t(`common.reason.${call.reason}`) : "—"],
    [t("calls.column.waited"), time(waitedSeconds(call))],
    [t("calls.column.talked"), time(talkedSeconds(call))],
    [t("calls.column.recording"), t(call.hasRecording ? "calls.recorded" : "calls.unrecorded")],
  ]
  return (
    <dl className="grid shrink-0 grid-cols-2 gap-x-4 gap-y-2 border-b px-4 py-3 wide:grid-cols-4 desk:grid-cols-6">
      {facts.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-12 text-ink-3">{name}</dt>
          <dd className="tabular-nums [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
      {call.ticketNumber !== null && (
        <div>
          <dt className="text-12 text-ink-3">{t("calls.ticket")}</dt>
          <dd>
            <Link
              href={`/tickets/${call.ticketNumber}`}
              className="text-accent-ink underline underline-offset-2"
            >
              {t("calls.openTicket", { number: call.ticketNumber })}
            </Link>
          </dd>
        </div>
      )}
    </dl>
  )
}
