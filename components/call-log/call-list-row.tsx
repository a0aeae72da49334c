"use client"

import { Disc } from "lucide-react"
import Link from "next/link"
import { useFormatter, useTranslations } from "next-intl"
import { type CallFilters, callsPath, talkedSeconds, waitedSeconds } from "@/lib/call-log/rules"
import type { LoggedCall } from "@/lib/call-log/schema"
import { cn } from "@/lib/cn"
import { duration } from "@/lib/i18n/format"
import { formatPhone } from "@/lib/i18n/phone-number"
import { useMoments } from "@/lib/i18n/use-moments"
import { useNow } from "@/lib/i18n/use-now"
import { DirectionIcon, OutcomeBadge, useCallerName } from "./call-words"

type CallListRowProps = { ref: React.Ref<HTMLAnchorElement>; call: LoggedCall; filters: CallFilters }

const figure = "px-2 text-right tabular-nums max-wide:hidden"

/** A call: the whole row opens its story. */
export function CallListRow({ ref, call, filters }: CallListRowProps) {
  const t = useTranslations()
  const nameOf = useCallerName()
  const name = nameOf(call)
  const time = (seconds: number | null) => (seconds === null ? "—" : duration(seconds))
  return (
    <tr className="relative h-[60px] border-b whitespace-nowrap max-wide:h-18 hover:bg-surface-2">
      <td className="pr-2 pl-4">
        <StartedAt at={call.startedAt} />
      </td>
      <td className="px-2 max-wide:w-full max-wide:max-w-0">
        <span className="flex min-w-0 items-center gap-2">
          <DirectionIcon direction={call.direction} />
          <span className="min-w-0">
            <Link
              ref={ref}
              prefetch={false}
              href={callsPath(filters, call.id)}
              className="block truncate font-semibold tabular-nums after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-(--focus)"
            >
              {name}
            </Link>
            <Beneath call={call} />
            <span className="block truncate text-12 text-ink-3 wide:hidden">{call.inboxName}</span>
          </span>
        </span>
      </td>
      <td className="px-2 max-wide:pr-4 max-wide:text-right">
        <OutcomeBadge call={call} />
        {call.reason && (
          <span className="block truncate text-12 text-ink-2">{t(`common.reason.${call.reason}`)}</span>
        )}
      </td>
      <td className="px-2 max-wide:hidden">
        <span className="block truncate">{call.inboxName}</span>
        <span className="block truncate text-12 text-ink-3 tabular-nums">
          {formatPhone(call.contractNumber)}
        </span>
      </td>
      <td className="px-2 max-wide:hidden">
        <Members call={call} />
      </td>
      <td className={figure}>{time(waitedSeconds(call))}</td>
      <td className={figure}>{time(talkedSeconds(call))}</td>
      <td className="pr-4 pl-2 max-wide:hidden">
        {call.hasRecording && (
          <>
            <Disc aria-hidden className="size-4 text-ink-3" />
            <span className="sr-only">{t("calls.recorded")}</span>
          </>
        )}
      </td>
    </tr>
  )
}

function StartedAt({ at }: { at: string }) {
  const moments = useMoments()
  const now = useNow(60_000)
  const day = moments.inList(at, now)
  const clock = moments.clock(at)
  return (
    <time dateTime={at} className="tabular-nums">
      <span className="block">{clock}</span>
      <span className={cn("block text-12 text-ink-3", day === clock && "hidden")}>{day}</span>
    </time>
  )
}

function Beneath({ call }: { call: LoggedCall }) {
  const t = useTranslations("common")
  if (!call.contactName) {
    return (
      <span className="block truncate text-12 text-ink-3">{call.customerNumber && t("notInContacts")}</span>
    )
  }
  const number = call.customerNumber && formatPhone(call.customerNumber)
  return (
    <span className="block truncate text-12 text-ink-2 tabular-nums">
      {[number, call.company].filter(Boolean).join("・")}
    </span>
  )
}

/** Who talked, and beneath whom else it rang. */
function Members({ call }: { call: LoggedCall }) {
  const t = useTranslations("calls")
  const format = useFormatter()
  const talked = call.talked.map(({ memberId, name }) =>
    memberId === null ? t("outsideParty") : (name ?? t("former")),
  )
  const others = call.offered
    .filter(({ memberId }) => !call.talked.some((one) => one.memberId === memberId))
    .map(({ name }) => name ?? t("former"))
  if (talked.length === 0 && others.length === 0) {
    return <span className="text-12 text-ink-3">{call.direction === "inbound" && t("offeredNobody")}</span>
  }
  return (
    <>
      {talked.length > 0 && <span className="block truncate">{format.list(talked)}</span>}
      {others.length > 0 && (
        <span className="block truncate text-12 text-ink-3">
          {t("offeredTo", { names: format.list(others) })}
        </span>
      )}
    </>
  )
}
