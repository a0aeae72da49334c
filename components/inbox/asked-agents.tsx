"use client"

import { useTranslations } from "next-intl"
import { StatusShape, type StatusShapeName } from "@/components/ui/status-shape"
import type { Asked, OfferState } from "@/lib/missed/ringing/story"

const verdicts = [
  "chosen",
  "later",
  "older_call_first",
  "already_tried",
  "busy",
  "after_call",
  "unreachable",
  "offline",
  "not_signed_in",
  "no_inbox_role",
  "not_a_phone_user",
  "disabled",
] as const

const offerShapes: Partial<Record<OfferState, StatusShapeName>> = {
  accepted: "talking",
  unacknowledged: "trouble",
  not_ringing: "trouble",
  failed: "trouble",
}

const verdictShapes: Partial<Record<string, StatusShapeName>> = {
  busy: "talking",
  after_call: "talking",
  unreachable: "trouble",
  later: "available",
  older_call_first: "available",
}

/** Everybody of the queue with how it rang them, or why it did not. */
export function AskedAgents({ asked }: { asked: Asked[] }) {
  const t = useTranslations("inbox.missed")
  if (asked.length === 0) return <p className="mt-1 text-12 text-ink-3">{t("noOffers")}</p>
  return (
    <ul className="mt-1.5 rounded-md border bg-surface px-2.5 py-1 text-12">
      {asked.map((one, index) => (
        // Somebody may have been asked twice, so the place is part of the key; the list only grows at its end.
        // biome-ignore lint/suspicious/noArrayIndexKey: as said above
        <li key={`${one.memberId} ${index}`} className="flex min-h-[26px] items-center gap-2">
          <StatusShape shape={shapeOf(one)} className="size-3.5" />
          <span className="whitespace-nowrap">{one.name}</span>
          <span className="ml-auto text-right text-ink-2">
            {one.offer
              ? t(`offer.${one.offer.state}`, { seconds: Math.round(one.offer.seconds ?? 0) })
              : t(`verdict.${verdicts.find((known) => known === one.verdict) ?? "other"}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function shapeOf({ offer, verdict }: Asked): StatusShapeName {
  return offer ? (offerShapes[offer.state] ?? "ringing") : (verdictShapes[verdict ?? ""] ?? "offline")
}
