"use client"

import { PhoneIncoming, PhoneOutgoing } from "lucide-react"
import { useTranslations } from "next-intl"
import { useContactName } from "@/components/session/contact-names"
import { useEntryTimes } from "@/components/ticket/use-entry-times"
import { cn } from "@/lib/cn"
import { duration } from "@/lib/i18n/format"
import { formatPhone } from "@/lib/i18n/phone-number"
import { talkedFor } from "@/lib/memos/rules"
import type { CallMemo } from "@/lib/memos/schema"
import { LiveTime } from "./live-time"

/**
 * The facts of a call (H1), which the system writes itself: three columns, on a narrow screen two. `contactId` is its
 * ticket's, for a call that came without one.
 */
export function MemoFacts({ memo, contactId }: { memo: CallMemo; contactId: string | null }) {
  const t = useTranslations("ticket.memo")
  const common = useTranslations("common")
  const times = useEntryTimes()
  const { contactName, company } = useContactName(memo.contactId, contactId)
  const Direction = memo.direction === "inbound" ? PhoneIncoming : PhoneOutgoing
  const none = <span className="text-ink-3">—</span>
  const talked = memo.endedAt ? talkedFor(memo, 0) : null
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-1 px-4 pb-2 wide:grid-cols-[1fr_1.1fr_0.85fr]">
      <Fact name={t("direction")} className="max-wide:order-1">
        <Direction aria-hidden className="size-3.5 shrink-0 text-call-ink" />
        <span>{common(`direction.${memo.direction}`)}</span>
      </Fact>
      <Fact name={t("contact")} className="max-wide:order-2">
        <span className="truncate">{contactName ?? none}</span>
      </Fact>
      <Fact name={t("started")} className="tabular-nums max-wide:hidden">
        {times.exact(memo.startedAt)}
      </Fact>
      <Fact name={t("customer")} className="tabular-nums max-wide:order-3">
        <span className="truncate">
          {memo.customerNumber
            ? formatPhone(memo.customerNumber)
            : (memo.customerText ?? common("unknownCustomer"))}
        </span>
      </Fact>
      <Fact name={t("company")} className="max-wide:order-2">
        <span className="truncate">{company ?? none}</span>
      </Fact>
      <Fact name={t("endedAt")} className="tabular-nums max-wide:hidden">
        {memo.endedAt ? times.exact(memo.endedAt) : none}
      </Fact>
      <Fact name={t("contract")} className="tabular-nums max-wide:order-3">
        {formatPhone(memo.contractNumber)}
      </Fact>
      <Fact name={t("agent")} className="max-wide:hidden">
        <span className="truncate">{memo.memberName ?? none}</span>
      </Fact>
      <Fact name={t("length")} className="tabular-nums max-wide:order-1">
        {memo.endedAt ? talked === null ? none : duration(talked / 1000) : <LiveTime memo={memo} />}
      </Fact>
    </dl>
  )
}

type FactProps = { name: string; className?: string; children: React.ReactNode }

function Fact({ name, className, children }: FactProps) {
  return (
    <div className={cn("flex min-w-0 gap-2 whitespace-nowrap", className)}>
      <dt className="w-13 shrink-0 text-12 [:lang(en)_&]:w-17 leading-5 text-ink-3">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1.5">{children}</dd>
    </div>
  )
}
