"use client"

import { BellOff, Clock, type LucideIcon, PhoneMissed, PhoneOff, UserX } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { CallBackButton } from "@/components/dialling/call-back-button"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { StatusShape } from "@/components/ui/status-shape"
import { cn } from "@/lib/cn"
import { duration } from "@/lib/i18n/format"
import { formatPhone } from "@/lib/i18n/phone-number"
import { useMoments } from "@/lib/i18n/use-moments"
import { useNow } from "@/lib/i18n/use-now"
import { categoryPath, type MissedCategory } from "@/lib/inboxes/rules"
import type { CallReason, MissedCaller } from "@/lib/missed/schema"
import { useCustomerName } from "./customer-name"

type MissedRowProps = {
  ref: React.Ref<HTMLAnchorElement>
  inboxId: string
  category: MissedCategory
  caller: MissedCaller
  isChosen: boolean
  onHandle: () => void
}

const number = "px-2 text-right tabular-nums max-wide:hidden"

/** A caller: the whole row opens the details, its button takes it off the list. */
export function MissedRow({ ref, inboxId, category, caller, isChosen, onHandle }: MissedRowProps) {
  const t = useTranslations("inbox.missed")
  const nameOf = useCustomerName()
  const moments = useMoments()
  const now = useNow(60_000)
  return (
    <tr
      className={cn(
        "relative h-[60px] border-b whitespace-nowrap max-wide:h-21 hover:bg-surface-2",
        isChosen && "bg-accent-soft shadow-[inset_2px_0_0_var(--accent)] hover:bg-accent-soft",
      )}
    >
      <td className="pr-2 pl-4 max-wide:w-full max-wide:max-w-0">
        <Link
          ref={ref}
          prefetch={false}
          href={categoryPath(inboxId, category, caller.ticketNumber)}
          aria-current={isChosen ? "page" : undefined}
          className="block truncate font-semibold tabular-nums after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-(--focus)"
        >
          {nameOf(caller)}
        </Link>
        <Beneath caller={caller} />
        {caller.reason && (
          <span className="mt-0.5 block wide:hidden">
            <ReasonBadge reason={caller.reason} />
          </span>
        )}
      </td>
      <td className="px-2 max-wide:hidden">{caller.reason && <ReasonBadge reason={caller.reason} />}</td>
      <td className={number}>{caller.waitSeconds === null ? "—" : duration(caller.waitSeconds)}</td>
      <td className={cn(number, caller.times > 1 && "font-semibold")}>
        {t("timesCount", { count: caller.times })}
      </td>
      <td className="px-2 text-right">
        <time dateTime={caller.startedAt} className="block">
          {moments.ago(caller.startedAt, now)}
        </time>
        <span className="block text-12 text-ink-3 tabular-nums">{moments.clock(caller.startedAt)}</span>
      </td>
      <td className="pr-4 pl-2 text-right">
        {caller.callingBackBy === null ? (
          <span className="flex justify-end gap-1.5">
            <CallBackButton caller={caller} size="small" className="relative max-wide:hidden" />
            <Button size="small" className="relative" onClick={onHandle}>
              {t("handle")}
            </Button>
          </span>
        ) : (
          <CallingBack name={caller.callingBackBy} />
        )}
      </td>
    </tr>
  )
}

function Beneath({ caller }: { caller: MissedCaller }) {
  const t = useTranslations("common")
  if (!caller.contactName) {
    return <span className="block text-12 text-ink-3">{caller.customerNumber && t("notInContacts")}</span>
  }
  const number = caller.customerNumber && formatPhone(caller.customerNumber)
  return (
    <span className="block truncate text-12 text-ink-2 tabular-nums">
      {[number, caller.company].filter(Boolean).join("・")}
    </span>
  )
}

function CallingBack({ name }: { name: string }) {
  const t = useTranslations("inbox.missed")
  return (
    <span className="flex flex-col items-end gap-0.5">
      <Badge tone="call">
        <StatusShape shape="talking" plain />
        <span>{t("callingBack")}</span>
      </Badge>
      <span className="max-w-full truncate text-12 text-ink-2">{name}</span>
    </span>
  )
}

const looks: Partial<Record<CallReason, { icon: LucideIcon; tone: "alert" | "wait" }>> = {
  caller_gave_up: { icon: PhoneMissed, tone: "alert" },
  nobody_answered: { icon: BellOff, tone: "wait" },
  nobody_available: { icon: UserX, tone: "wait" },
}

/** Why nobody talked to a caller: urgent ones are tinted, closed hours are grey. */
function ReasonBadge({ reason }: { reason: CallReason }) {
  const t = useTranslations("common.reason")
  const look = looks[reason]
  const Icon = look?.icon ?? (reason === "out_of_hours" ? Clock : PhoneOff)
  return (
    <Badge tone={look?.tone ?? "neutral"}>
      <Icon aria-hidden />
      <span>{t(reason)}</span>
    </Badge>
  )
}
