"use client"

import { Mic, MicOff } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useState } from "react"
import { cn } from "@/lib/cn"
import { meterStream } from "@/lib/softphone/level-meter"
import type { LineQuality } from "@/lib/softphone/quality"
import type { Softphone } from "@/lib/softphone/softphone"
import { LevelBars } from "./level-bars"

const barsOf: Record<LineQuality, number> = { good: 4, fair: 2, poor: 1 }
const heights = ["h-1", "h-1.5", "h-[9px]", "h-3"]
const lit: Record<LineQuality, string> = { good: "bg-ok", fair: "bg-wait-mark", poor: "bg-alert" }

type Props = { softphone: Softphone; quality: LineQuality; isMuted: boolean }

/** How the line is, and whether the microphone hears anything. */
export function LineInfo({ softphone, quality, isMuted }: Props) {
  const t = useTranslations("phone.talking")
  const MicIcon = isMuted ? MicOff : Mic
  return (
    <p className="flex h-10 items-center gap-2 px-3 text-12 whitespace-nowrap text-ink-2">
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
      <span role="status">{t(`quality.${quality}`)}</span>
      <span className="flex-1" />
      <MicIcon aria-hidden className="size-3.5 text-ink-3" />
      <OwnLevel softphone={softphone} />
    </p>
  )
}

function OwnLevel({ softphone }: { softphone: Softphone }) {
  const [bars, setBars] = useState(0)
  useEffect(() => {
    const stream = softphone.localStream()
    return stream ? meterStream(stream, setBars) : undefined
  }, [softphone])
  return <LevelBars bars={bars} />
}
