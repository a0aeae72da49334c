"use client"

import { CircleDot, Grip, Mic, MicOff, Phone } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button } from "@/components/ui/button"
import { Tooltip } from "@/components/ui/tooltip"
import { now } from "@/lib/clock/page-clock"
import { formatPhone } from "@/lib/i18n/phone-number"
import { CallParty } from "./call-party"
import { Keypad } from "./keypad"
import { LineInfo } from "./line-info"
import { PanelTop } from "./panel-top"
import type { PhoneViewProps, StageOf } from "./phone-view"
import { StateLine } from "./state-line"
import { useStateWord } from "./state-word"
import { useCallerName } from "./use-caller-name"

type Props = PhoneViewProps & { stage: StageOf<"talking">; onMinimise(): void }

const tile = "h-10 justify-start px-2 [&_svg]:size-[18px]"

const recordingWords = { on: "recording", paused: "recordingPaused", off: "notRecorded" } as const

/** On a call. Ending it stands alone below a line; nothing harmless is its neighbour. */
export function TalkingPhone({ stage, softphone, view, onMinimise }: Props) {
  const t = useTranslations("phone")
  const [isKeypadOpen, setKeypadOpen] = useState(false)
  const callerName = useCallerName()
  const stateWord = useStateWord()
  const { facts, isMuted, recording } = stage
  const MuteIcon = isMuted ? MicOff : Mic
  return (
    <>
      <div className="bg-call text-on-call [--shape-cut:var(--call)]">
        <PanelTop facts={facts} softphone={softphone} onMinimise={onMinimise} />
        <div className="px-3 pt-1 pb-3">
          <StateLine shape="talking" word={stateWord(view)} since={stage.since} />
          {isKeypadOpen ? <p className="truncate">{callerName(facts)}</p> : <CallParty facts={facts} />}
          <p className="mt-2 flex h-7 whitespace-nowrap items-center gap-1.5 rounded-md bg-veil px-2 text-12">
            {recording === "on" && <CircleDot aria-hidden className="size-3.5" />}
            <span>{t(`talking.${recordingWords[recording]}`)}</span>
            <span className="ml-auto truncate tabular-nums">
              {t("talking.contractNumber", { number: formatPhone(facts.contractNumber) })}
            </span>
          </p>
        </div>
      </div>
      {isKeypadOpen ? (
        <Keypad softphone={softphone} onClose={() => setKeypadOpen(false)} />
      ) : (
        <>
          <div className="grid grid-cols-2 gap-2 px-3 pt-3">
            <Tooltip label={isMuted ? t("talking.unmute") : t("talking.mute")} shortcut="M" side="left">
              <Button
                aria-pressed={isMuted}
                aria-keyshortcuts="M"
                onClick={() => softphone.send({ kind: "mute_pressed" })}
                className={
                  isMuted
                    ? `${tile} border-wait-line bg-wait-soft font-semibold text-wait-ink hover:bg-wait-soft aria-pressed:border-wait-line aria-pressed:bg-wait-soft aria-pressed:text-wait-ink`
                    : tile
                }
              >
                <MuteIcon aria-hidden />
                <span>{isMuted ? t("talking.muted") : t("talking.mute")}</span>
              </Button>
            </Tooltip>
            <Button className={tile} onClick={() => setKeypadOpen(true)}>
              <Grip aria-hidden />
              <span>{t("talking.keypad")}</span>
            </Button>
          </div>
          <LineInfo softphone={softphone} view={view} isMuted={isMuted} />
        </>
      )}
      <div className="mt-auto border-t border-line p-3">
        <Button
          variant="end"
          size="large"
          className="w-full [&_svg]:size-[18px]"
          onClick={() => softphone.send({ kind: "hang_up_pressed", now: now() })}
        >
          <Phone aria-hidden className="rotate-[135deg]" />
          <span>{t("talking.hangUp")}</span>
        </Button>
      </div>
    </>
  )
}
