"use client"

import { PhoneIncoming, PhoneOutgoing } from "lucide-react"
import { useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import { StatusShape } from "@/components/ui/status-shape"
import type { LoggedCall } from "@/lib/call-log/schema"
import { cn } from "@/lib/cn"
import { formatPhone } from "@/lib/i18n/phone-number"
import type { CallOutcome, Direction } from "@/supabase/functions/_shared/calls/facts"

/** What a call's customer is called: contact, number, what came in place of one, or why there is none. */
export function useCallerName() {
  const t = useTranslations()
  return (call: Pick<LoggedCall, "contactName" | "customerNumber" | "customerText" | "reason">) =>
    call.contactName ??
    (call.customerNumber ? formatPhone(call.customerNumber) : null) ??
    call.customerText ??
    t(call.reason === "withheld_number" ? "calls.withheld" : "common.unknownCustomer")
}

const tones = {
  answered: "ok",
  missed: "alert",
  abandoned: "alert",
  voicemail: "wait",
  unreached: "wait",
  refused: "neutral",
  served: "neutral",
} as const satisfies Record<CallOutcome, string>

/** How a call ended, or how it stands. */
export function OutcomeBadge({ call }: { call: Pick<LoggedCall, "outcome" | "state"> }) {
  const t = useTranslations("calls")
  if (call.outcome !== null) {
    return (
      <Badge tone={tones[call.outcome]}>
        <span>{t(`outcome.${call.outcome}`)}</span>
      </Badge>
    )
  }
  return (
    <Badge tone="call">
      <StatusShape shape="talking" plain />
      <span>{t(`state.${call.state}`)}</span>
    </Badge>
  )
}

/** In or out, as a shape; the word is there for who does not see it. */
export function DirectionIcon({ direction, className }: { direction: Direction; className?: string }) {
  const t = useTranslations("common.direction")
  const Icon = direction === "inbound" ? PhoneIncoming : PhoneOutgoing
  return (
    <>
      <Icon aria-hidden className={cn("size-4 shrink-0 text-ink-3", className)} />
      <span className="sr-only">{t(direction)}</span>
    </>
  )
}
