"use client"

import { BellOff, Clock, type LucideIcon, PhoneMissed, PhoneOff, UserX } from "lucide-react"
import { useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import type { CallReason } from "@/lib/missed/schema"

const looks: Partial<Record<CallReason, { icon: LucideIcon; tone: "alert" | "wait" }>> = {
  caller_gave_up: { icon: PhoneMissed, tone: "alert" },
  nobody_answered: { icon: BellOff, tone: "wait" },
  nobody_available: { icon: UserX, tone: "wait" },
}

/** Why nobody talked to a caller: urgent ones are tinted, closed hours are grey. */
export function ReasonBadge({ reason }: { reason: CallReason }) {
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
