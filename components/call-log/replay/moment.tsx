"use client"

import { Circle, Pause } from "lucide-react"
import { useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import { StatusShape, type StatusShapeName } from "@/components/ui/status-shape"
import { partiesOf } from "@/lib/call-log/replay/steps"
import { causeOf, type Names, partyOf } from "@/lib/call-log/replay/words"
import type { Call, Leg } from "@/supabase/functions/_shared/calls/state"

/** The call at one moment: where the customer is, how everybody stands by their newest leg, whether it is recorded. */
export function Moment({ call, names }: { call: Call; names: Names }) {
  const t = useTranslations("calls")
  const isTalking = call.phase === "talking"
  const isRecording = isTalking && call.recordings.some(({ stayId }) => stayId === call.stay?.id)
  return (
    <section>
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-semibold">{t("replay.after")}</h2>
        <Badge tone={call.phase === "ended" ? "neutral" : "call"}>
          <span>{t(`state.${call.phase}`)}</span>
        </Badge>
        {isRecording && (
          <Badge tone="line">
            {call.isRecordingPaused ? <Pause aria-hidden /> : <Circle aria-hidden className="fill-current" />}
            <span>{t(call.isRecordingPaused ? "recordingState.paused" : "recordingState.on")}</span>
          </Badge>
        )}
      </div>
      <h3 className="mt-2 text-12 text-ink-3">{t("replay.legs")}</h3>
      {call.legs.length === 0 ? (
        <p className="text-ink-3">{t("replay.nobody")}</p>
      ) : (
        <ul className="mt-1 rounded-md border px-3">
          {partiesOf(call)
            .flatMap((legs) => legs.slice(-1))
            .map((leg) => (
              <li
                key={leg.id}
                className="flex min-h-9 flex-wrap items-center gap-x-2 border-b py-1 last:border-b-0"
              >
                <StatusShape shape={shapeOf(leg)} />
                <span className="tabular-nums">{partyOf(call, leg.id, names)}</span>
                <span className="text-12 text-ink-3">{t(`role.${leg.role}`)}</span>
                <span className="ml-auto text-12 text-ink-2">
                  <LegState leg={leg} names={names} />
                </span>
              </li>
            ))}
        </ul>
      )}
    </section>
  )
}

function LegState({ leg, names }: { leg: Leg; names: Names }) {
  const t = useTranslations("calls")
  if (leg.state === "ended") return t("leg.ended", { cause: names.cause(causeOf(leg.leftCause)) })
  if (leg.state === "live" && leg.isHeld) return t("leg.held")
  if (
    leg.state === "live" &&
    (leg.purpose === "listen" || leg.purpose === "whisper" || leg.purpose === "barge")
  ) {
    return t(`supervision.${leg.purpose}`)
  }
  return t(`leg.${leg.state}`)
}

function shapeOf({ state, isHeld }: Leg): StatusShapeName {
  if (state === "ended") return "offline"
  if (state !== "live") return "ringing"
  return isHeld ? "held" : "talking"
}
