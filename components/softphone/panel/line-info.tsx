"use client"

import { Mic, MicOff, TriangleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useState } from "react"
import { LevelBars } from "@/components/softphone/checks/level-bars"
import { cn } from "@/lib/cn"
import { meterChanging } from "@/lib/softphone/devices/level-meter"
import { type LineQuality, shownWarnings } from "@/lib/softphone/quality"
import type { Softphone } from "@/lib/softphone/softphone"
import type { SoftphoneView } from "@/lib/softphone/softphone-view"
import { useDeviceWords } from "./use-device-news"

const barsOf: Record<LineQuality, number> = { good: 4, fair: 2, poor: 1 }
const heights = ["h-1", "h-1.5", "h-[9px]", "h-3"]
const lit: Record<LineQuality, string> = { good: "bg-ok", fair: "bg-wait-mark", poor: "bg-alert" }

type Props = { softphone: Softphone; view: SoftphoneView; isMuted: boolean }

/** How the line is and whether the microphone hears anything; or the gravest that is wrong, with what to do about it. */
export function LineInfo({ softphone, view, isMuted }: Props) {
  const t = useTranslations("phone.talking")
  const note = useNote(view)
  if (note) return <NoteStrip note={note} />
  const { quality } = view.line
  const MicIcon = isMuted ? MicOff : Mic
  return (
    <p className="flex h-10 shrink-0 items-center gap-2 px-3 text-12 whitespace-nowrap text-ink-2">
      <span aria-hidden className="inline-flex h-3 items-end gap-0.5">
        {heights.map((height, place) => (
          <i
            key={height}
            className={cn(
              "w-[3px] rounded-[1px]",
              height,
              place < barsOf[quality] ? lit[quality] : "bg-line-2",
            )}
          />
        ))}
      </span>
      <span>{t(`quality.${quality}`)}</span>
      <span className="flex-1" />
      <MicIcon aria-hidden className="size-3.5 text-ink-3" />
      <OwnLevel softphone={softphone} />
    </p>
  )
}

/** The level of what is sent; another microphone within the call is followed. */
function OwnLevel({ softphone }: { softphone: Softphone }) {
  const [bars, setBars] = useState(0)
  useEffect(() => meterChanging(() => softphone.localStream(), setBars), [softphone])
  return <LevelBars bars={bars} />
}

type Note = { title: string; hint: string; isGrave: boolean }

function NoteStrip({ note: { title, hint, isGrave } }: { note: Note }) {
  return (
    <div
      data-slot="call-note"
      className={cn("mt-2 flex gap-1.5 px-3 py-1.5 text-12", isGrave ? "bg-alert-soft" : "bg-wait-soft")}
    >
      <TriangleAlert
        aria-hidden
        className={cn("mt-0.5 size-3.5 shrink-0", isGrave ? "text-alert-ink" : "text-wait-mark")}
      />
      <div className="prose-ja min-w-0">
        <p className={cn("font-semibold", isGrave && "text-alert-ink")}>{title}</p>
        <p>{hint}</p>
      </div>
    </div>
  )
}

function useNote({ microphone, line, choice, devices }: SoftphoneView): Note | null {
  const t = useTranslations("phone")
  const words = useDeviceWords()
  if (microphone !== "granted") {
    return {
      title: t("deviceNews.noMicrophone"),
      hint: t("deviceNews.noMicrophoneHint"),
      isGrave: true,
    }
  }
  const [warning] = shownWarnings(line.warnings)
  if (warning) {
    return { title: t(`warnings.${warning}`), hint: t(`warningHints.${warning}`), isGrave: false }
  }
  if (devices.missing.length === 0) return null
  return {
    title: words.gone(devices.missing, choice, devices),
    hint: t("deviceNews.hint"),
    isGrave: false,
  }
}
