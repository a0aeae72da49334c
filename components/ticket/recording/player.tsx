"use client"

import { Pause, Play } from "lucide-react"
import { useTranslations } from "next-intl"
import { useMemo, useRef } from "react"
import { Button } from "@/components/ui/button"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"
import { duration } from "@/lib/i18n/format"
import type { Recording } from "@/lib/memos/schema"
import { lengthOf, spanOf } from "@/lib/recordings/playing/span"
import { peaksOfPart } from "@/lib/recordings/waveform/peaks"
import { useAudio } from "./use-audio"
import { useSeen, useWaveform } from "./use-waveform"
import { WaveformSlider } from "./waveform-slider"

/** Plays a memo's part of a stored recording through the app's own endpoint, which asks for the right each time. */
export function Player({ recording }: { recording: Recording }) {
  const t = useTranslations("ticket.recording")
  const { id, durationMs } = recording
  const span = spanOf(recording)
  const seconds = lengthOf(span)
  const { audio, isPlaying, isFailed, position, rate, toggle, seek, setRate } = useAudio(span)
  const row = useRef<HTMLFieldSetElement>(null)
  const isSeen = useSeen(row)
  const peaks = useWaveform({ id, durationMs }, { isSeen, isPlayed: isPlaying || position > 0 })
  const shape = useMemo(
    () => peaks && peaksOfPart(peaks, { from: span.from, until: span.until }, (durationMs ?? 0) / 1000),
    [peaks, span.from, span.until, durationMs],
  )
  const Icon = isPlaying ? Pause : Play
  return (
    <>
      <fieldset ref={row} className="mt-0.5 flex h-8 min-w-0 items-center gap-2">
        <legend className="sr-only">{t("label")}</legend>
        {/* biome-ignore lint/a11y/useMediaCaption: a telephone call has no captions; its transcript stands beside it when there is one */}
        <audio ref={audio} preload="none" src={`/api/recordings/${id}/audio`} />
        <button
          type="button"
          aria-label={t(isPlaying ? "pause" : "play")}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-[50%] bg-surface-3 text-ink hover:bg-line-2"
          onClick={toggle}
        >
          <Icon aria-hidden className="size-3.5" />
        </button>
        <WaveformSlider
          peaks={shape}
          position={position}
          duration={seconds}
          onSeek={seek}
          onToggle={toggle}
        />
        <span aria-hidden className="text-12 whitespace-nowrap text-ink-2 tabular-nums">
          {`${duration(position)} / ${duration(seconds)}`}
        </span>
        <SpeedMenu rate={rate} onChoose={setRate} />
      </fieldset>
      <p role="alert" className="text-12 text-alert-ink empty:hidden">
        {isFailed && t("notPlayed")}
      </p>
    </>
  )
}

const rates = [1, 1.25, 1.5, 2]

/** How fast a recording is played. */
function SpeedMenu({ rate, onChoose }: { rate: number; onChoose: (rate: number) => void }) {
  const t = useTranslations("ticket.recording")
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="quiet" size="small" className="min-w-11 tabular-nums">
          <span className="sr-only">{t("speed")}</span> <span>{t("speedValue", { rate })}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" aria-label={t("speed")} className="min-w-20">
        <DropdownMenuRadioGroup value={String(rate)}>
          {rates.map((other) => (
            <DropdownMenuRadioItem
              key={other}
              value={String(other)}
              className="tabular-nums"
              onSelect={() => onChoose(other)}
            >
              {t("speedValue", { rate: other })}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
