"use client"

import { CircleDot, Music, X } from "lucide-react"
import { useTranslations } from "next-intl"
import { CallParty } from "@/components/softphone/panel/call-party"
import { PanelTop } from "@/components/softphone/panel/panel-top"
import { StateLine } from "@/components/softphone/panel/state-line"
import { useCallerName } from "@/components/softphone/panel/use-caller-name"
import type { StatusShapeName } from "@/components/ui/status-shape"
import { cn } from "@/lib/cn"
import { formatPhone } from "@/lib/i18n/phone-number"
import type { CallFacts } from "@/lib/phone/schema"
import type { Conversation } from "@/lib/softphone/conversation"
import { phoneApi } from "@/lib/softphone/phone-api"
import type { Softphone } from "@/lib/softphone/softphone"
import { isHoldWanted } from "./hold-button"
import type { useCallRequest } from "./use-call-request"

type Props = {
  legId: string
  facts: CallFacts
  conversation: Conversation | null
  request: ReturnType<typeof useCallRequest>
  /** The page with the audio; null where that is another tab. */
  softphone: Softphone | null
  shape: StatusShapeName
  word: string
  since: number | null
  /** The customer in one line: what is below needs the room. */
  isCompact: boolean
  onMinimise(): void
  className: string
}

/** Told from a talk by its stripes as well as by its colour. */
const held =
  "bg-wait bg-[repeating-linear-gradient(135deg,var(--stripe)_0_10px,transparent_10px_20px)] text-on-wait [--shape-cut:var(--wait)]"

/** Who is on the other end, whether they hear us or music and since when, and the recording. */
export function TalkHead(props: Props) {
  const { legId, facts, conversation, request, softphone, isCompact, onMinimise } = props
  const t = useTranslations("transfer")
  const callerName = useCallerName()
  const hold = conversation?.hold ?? null
  return (
    <div className={cn("shrink-0", hold?.isOn ? held : props.className)}>
      <PanelTop facts={facts} softphone={softphone} onMinimise={onMinimise} />
      <div className="px-3 pt-1 pb-3">
        <StateLine
          shape={hold?.isOn ? "held" : props.shape}
          word={props.word}
          since={hold?.isOn ? (hold.since ?? props.since) : props.since}
        />
        {isCompact ? (
          <p className="flex h-7 items-center gap-2">
            <span className="min-w-0 flex-1 truncate">{callerName(facts)}</span>
            {hold && isHoldWanted(hold) && (
              <button
                type="button"
                onClick={() => void request.ask(() => phoneApi.hold(legId, false))}
                className="flex h-7 shrink-0 items-center gap-1 rounded-sm px-1.5 text-12 font-semibold hover:bg-veil"
              >
                <X aria-hidden className="size-3.5" />
                <span>{t("release")}</span>
              </button>
            )}
          </p>
        ) : (
          <CallParty facts={facts} />
        )}
        <RecordingStrip
          legId={legId}
          conversation={conversation}
          contractNumber={facts.contractNumber}
          request={request}
        />
      </div>
    </div>
  )
}

const words = { on: "recording", paused: "recordingPaused", off: "notRecorded" } as const

type RecordingProps = Pick<Props, "legId" | "conversation" | "request"> & { contractNumber: string }

/** Whether the call is recorded, and how to pause that (D3); while the customer is on hold, that they hear music. */
function RecordingStrip({ legId, conversation, contractNumber, request }: RecordingProps) {
  const t = useTranslations("transfer")
  const talking = useTranslations("phone.talking")
  const state = conversation?.recording.state ?? "off"
  const change = conversation?.recording.change ?? null
  const isHeld = conversation?.hold.isOn === true
  const isPaused = change === "pausing" || (state === "paused" && change !== "resuming")
  const heldWord = t(state === "paused" ? "heldPaused" : "held")
  return (
    <div className="mt-2 flex h-7 items-center gap-1.5 rounded-md bg-veil pr-1 pl-2 text-12 whitespace-nowrap">
      {isHeld ? <Music aria-hidden className="size-3.5 shrink-0" /> : null}
      {!isHeld && state === "on" && <CircleDot aria-hidden className="size-3.5 shrink-0" />}
      <span className="min-w-0 truncate">
        {isHeld ? heldWord : change ? t(change) : talking(words[state])}
      </span>
      <span className="flex-1" />
      {state === "off" && (
        <span className="truncate pr-1 tabular-nums">
          {talking("contractNumber", { number: formatPhone(contractNumber) })}
        </span>
      )}
      {state !== "off" && !isHeld && (
        <button
          type="button"
          onClick={() => void request.ask(() => phoneApi.pause(legId, !isPaused))}
          className="h-6 shrink-0 rounded-sm px-1.5 font-semibold text-inherit hover:bg-veil"
        >
          {isPaused ? t("resumeRecording") : t("pause")}
        </button>
      )}
    </div>
  )
}
