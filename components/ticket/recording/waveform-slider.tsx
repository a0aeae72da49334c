"use client"

import { useTranslations } from "next-intl"
import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from "react"
import { keyOf } from "@/components/ui/key-press"
import { duration as durationText } from "@/lib/i18n/format"
import { toBars } from "@/lib/recordings/waveform/peaks"
import { useWidth } from "./use-waveform"

/** One bar and the gap after it, and the height of the drawing, in px. */
const pitch = 3
const height = 24

/** Steps of the keyboard in seconds. */
const step = 5
const page = 30

type WaveformSliderProps = {
  /** Null draws a flat line: not measured yet, or not measurable. */
  peaks: number[] | null
  /** Seconds. */
  position: number
  duration: number
  onSeek: (to: number) => void
  onToggle: () => void
}

/** Where the playing is, drawn over the recording's own shape. Arrows move it, space plays and pauses. */
export function WaveformSlider({ peaks, position, duration, onSeek, onToggle }: WaveformSliderProps) {
  const t = useTranslations("ticket.recording")
  const track = useRef<HTMLDivElement>(null)
  const width = useWidth(track)
  const bars = Math.floor(width / pitch)
  const shape = useMemo(() => toBars(peaks ?? [0], bars), [peaks, bars])
  const played = duration > 0 ? Math.round((position / duration) * bars) : 0

  function onKeyDown(event: KeyboardEvent) {
    const key = keyOf(event) ?? ""
    const to = {
      ArrowRight: position + step,
      ArrowUp: position + step,
      ArrowLeft: position - step,
      ArrowDown: position - step,
      PageUp: position + page,
      PageDown: position - page,
      Home: 0,
      End: duration,
    }[key]
    if (to !== undefined) onSeek(to)
    else if (key === " ") onToggle()
    else return
    event.preventDefault()
  }

  function seekTo(event: PointerEvent<HTMLDivElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    onSeek(((event.clientX - left) / width) * duration)
  }

  return (
    <div
      ref={track}
      role="slider"
      tabIndex={0}
      aria-label={t("position")}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.round(position)}
      aria-valuetext={t("positionText", {
        position: durationText(position),
        duration: durationText(duration),
      })}
      className="h-6 min-w-0 flex-1 cursor-pointer touch-none rounded-sm"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        seekTo(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event)}
    >
      <svg
        aria-hidden="true"
        width={bars * pitch}
        height={height}
        fill="none"
        strokeWidth="2"
        strokeLinecap="round"
      >
        <path d={path(shape, played, bars)} className="stroke-line-field" />
        <path d={path(shape, 0, played)} className="stroke-accent-ink" />
      </svg>
    </div>
  )
}

/** The bars from `from` to before `to` as one path; a silent one is still a dot. */
function path(shape: number[], from: number, to: number): string {
  return shape
    .slice(from, to)
    .map((peak, i) => {
      const half = Math.max(0.7, (peak * (height - 2)) / 2)
      return `M${(from + i) * pitch + 1} ${(height / 2 - half).toFixed(1)}v${(half * 2).toFixed(1)}`
    })
    .join("")
}
