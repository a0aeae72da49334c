"use client"

import { ChevronRight } from "lucide-react"
import { useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import { StatusShape, type StatusShapeName } from "@/components/ui/status-shape"
import type { Names } from "@/lib/call-log/replay/words"
import { cn } from "@/lib/cn"
import type { Verdict } from "@/supabase/functions/_shared/calls/facts"
import { type Call, isOpenOffer, type Offer } from "@/supabase/functions/_shared/calls/state"

/** "Why did it ring them?" (K5): each offer up to this moment, the newest first, with everybody who was weighed and why. */
export function Why({ call, names }: { call: Call; names: Names }) {
  const t = useTranslations("calls")
  return (
    <section>
      <h2 className="font-semibold">{t("replay.why")}</h2>
      {call.offers.length === 0 && <p className="mt-1 text-ink-3">{t("replay.whyNone")}</p>}
      {call.offers.some(({ purpose }) => purpose === "queue") && (
        <p className="prose-ja mt-1 text-12 text-ink-2">{t("chosenBy.queue")}</p>
      )}
      <ol className="mt-2 flex flex-col gap-3">
        {call.offers.toReversed().map((offer, index) => (
          <li key={offer.id}>
            <OfferStory offer={offer} name={names.member(offer.memberId)} isNewest={index === 0} />
          </li>
        ))}
      </ol>
    </section>
  )
}

type OfferStoryProps = { offer: Offer; name: string; isNewest: boolean }

function OfferStory({ offer, name, isNewest }: OfferStoryProps) {
  const t = useTranslations("calls")
  const tone = offer.state === "accepted" ? "ok" : isOpenOffer(offer) ? "accent" : "neutral"
  return (
    <article aria-label={name} className="rounded-md border">
      <details open={isNewest} className="group">
        <summary className="flex min-h-9 cursor-pointer list-none flex-wrap items-center gap-2 rounded-md px-3 py-1 hover:bg-surface-2">
          <ChevronRight aria-hidden className="size-3.5 text-ink-3 group-open:rotate-90" />
          <h3 className="font-semibold">{name}</h3>
          <span className="text-12 text-ink-3">
            {offer.purpose === "queue"
              ? t("offerPurpose.queue", { round: offer.round })
              : t(`offerPurpose.${offer.purpose}`)}
          </span>
          <Badge tone={tone} className="ml-auto">
            <span>{t(`offer.${offer.state}`)}</span>
          </Badge>
        </summary>
        {offer.purpose !== "queue" && (
          <p className="prose-ja border-t px-3 py-1.5 text-12 text-ink-2">{t(`chosenBy.${offer.purpose}`)}</p>
        )}
        {offer.candidates.length > 0 && (
          <ol className="border-t px-3 py-1">
            {offer.candidates.map((one) => (
              <li key={one.member_id} className="flex min-h-7 items-center gap-2 text-12">
                <StatusShape shape={shapes[one.verdict] ?? "offline"} className="size-3.5" />
                <span className={cn("whitespace-nowrap", one.verdict === "chosen" && "font-semibold")}>
                  {one.name}
                </span>
                <span className="ml-auto text-right text-ink-2">{t(`verdict.${one.verdict}`)}</span>
              </li>
            ))}
          </ol>
        )}
      </details>
    </article>
  )
}

const shapes: Partial<Record<Verdict, StatusShapeName>> = {
  chosen: "ringing",
  later: "available",
  older_call_first: "available",
  already_tried: "available",
  busy: "talking",
  after_call: "talking",
  unreachable: "trouble",
}
