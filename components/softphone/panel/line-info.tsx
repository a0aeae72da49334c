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

/** How the line is, whether the microphone hears anything, and what is wrong, in words with what to do. */
export function LineInfo({ softphone, view, isMuted }: Props) {
  const t = useTranslations("phone.talking")
  const { quality } = view.line
  const MicIcon = isMuted ? MicOff : Mic
  return (
    <>
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
      <CallNotes view={view} />
    </>
  )
}

/** The level of what is sent; another microphone within the call is followed. */
function OwnLevel({ softphone }: { softphone: Softphone }) {
  const [bars, setBars] = useState(0)
  useEffect(() => meterChanging(() => softphone.localStream(), setBars), [softphone])
  return <LevelBars bars={bars} />
}

type Note = { id: string; title: string; hint: string; isGrave: boolean }

/** What is wrong within the call, the gravest with what to do about it, the others by name. */
function CallNotes({ view }: { view: SoftphoneView }) {
  const [first, ...others] = useNotes(view)
  if (!first) return null
  return (
    <div
      data-slot="call-notes"
      className={cn(
        "mx-3 flex gap-1.5 rounded-md px-2 py-1.5 text-12",
        first.isGrave ? "bg-alert-soft" : "bg-wait-soft",
      )}
    >
      <TriangleAlert
        aria-hidden
        className={cn("mt-0.5 size-3.5 shrink-0", first.isGrave ? "text-alert-ink" : "text-wait-mark")}
      />
      <div className="prose-ja min-w-0">
        <p className={cn("font-semibold", first.isGrave && "text-alert-ink")}>{first.title}</p>
        <p>{first.hint}</p>
        {others.map(({ id, title }) => (
          <p key={id} className="mt-1 truncate font-semibold">
            {title}
          </p>
        ))}
      </div>
    </div>
  )
}

function useNotes({ microphone, line, choice, devices }: SoftphoneView): Note[] {
  const t = useTranslations("phone")
  const words = useDeviceWords()
  const hasMicrophone = microphone === "granted"
  const none: Note = {
    id: "no_microphone",
    title: t("deviceNews.noMicrophone"),
    hint: t("deviceNews.noMicrophoneHint"),
    isGrave: true,
  }
  const warned = shownWarnings(line.warnings)
    .filter((warning) => hasMicrophone || warning !== "silent_microphone")
    .map((warning) => ({
      id: warning,
      title: t(`warnings.${warning}`),
      hint: t(`warningHints.${warning}`),
      isGrave: false,
    }))
  const missing: Note = {
    id: "missing",
    title: words.gone(devices.missing, choice, devices),
    hint: t("deviceNews.hint"),
    isGrave: false,
  }
  return [
    ...(hasMicrophone ? [] : [none]),
    ...warned,
    ...(hasMicrophone && devices.missing.length > 0 ? [missing] : []),
  ]
}
