"use client"

import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { IconButton } from "@/components/ui/icon-button"
import { lanesOf, placeOf, type Step, type Stretch } from "@/lib/call-log/replay/steps"
import { type Names, partyOf, wordsOf } from "@/lib/call-log/replay/words"
import { secondsBetween } from "@/lib/call-log/rules"
import { cn } from "@/lib/cn"
import { duration } from "@/lib/i18n/format"
import { EventList } from "./event-list"
import { Moment } from "./moment"
import { Why } from "./why"

type ReplayProps = { steps: Step[]; names: Names }

/** A call played back (K1): the log beside the call as its fold up to the chosen event says it was. */
export function Replay({ steps, names }: ReplayProps) {
  const t = useTranslations("calls.replay")
  const [chosen, choose] = useState(steps.length - 1)
  const step = steps[chosen]
  if (!step) return null
  return (
    <section aria-label={t("title")} className="flex flex-col max-wide:shrink-0 wide:min-h-0 wide:grow">
      <Lanes steps={steps} at={step.fact.at} names={names} />
      <Position steps={steps} names={names} chosen={chosen} onChoose={choose} />
      <div className="grid grow wide:min-h-0 wide:grid-cols-[minmax(300px,2fr)_3fr] wide:grid-rows-[minmax(0,1fr)]">
        <EventList steps={steps} names={names} chosen={chosen} onChoose={choose} />
        <div className="flex min-w-0 flex-col gap-5 px-4 pt-3 pb-24 max-wide:row-start-1 max-wide:border-b max-wide:pb-4 wide:overflow-y-auto">
          <Moment call={step.call} names={names} />
          <Why call={step.call} names={names} />
        </div>
      </div>
    </section>
  )
}

/** The system's own range has a white track on a dark page. */
const range =
  "h-1.5 min-w-32 grow cursor-pointer appearance-none rounded-full bg-[linear-gradient(to_right,var(--accent)_var(--done),var(--line-field)_var(--done))] focus-visible:outline-offset-8 [&::-moz-range-thumb]:size-4 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-accent [&::-webkit-slider-thumb]:size-4 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-accent"

type PositionProps = ReplayProps & { chosen: number; onChoose: (index: number) => void }

/** Where in the call one is: a slider, and buttons for one event or all the way. */
function Position({ steps, names, chosen, onChoose }: PositionProps) {
  const t = useTranslations("calls.replay")
  const words = useTranslations("calls.fact")
  const step = steps[chosen]
  const first = steps[0]
  if (!step || !first) return null
  const { key, values } = wordsOf(step.fact, step.call, names)
  const last = steps.length - 1
  const where = t("position", { step: chosen + 1, count: steps.length })
  const elapsed = t("elapsed", { time: duration(secondsBetween(first.fact.at, step.fact.at) ?? 0) })
  const buttons = [
    ["first", 0, ChevronFirst],
    ["previous", chosen - 1, ChevronLeft],
    ["next", chosen + 1, ChevronRight],
    ["last", last, ChevronLast],
  ] as const
  return (
    <div className="sticky top-11 z-10 flex flex-wrap items-center gap-x-3 gap-y-1 border-y bg-surface-2 px-4 py-2">
      <div className="flex">
        {buttons.map(([name, to, Icon]) => (
          <IconButton
            key={name}
            label={t(name)}
            aria-disabled={to < 0 || to > last || to === chosen}
            className="aria-disabled:text-ink-3 aria-disabled:opacity-60"
            onClick={() => onChoose(Math.min(Math.max(to, 0), last))}
          >
            <Icon aria-hidden />
          </IconButton>
        ))}
      </div>
      <input
        type="range"
        aria-label={t("slider")}
        aria-valuetext={`${where} ${words(key, values)}`}
        min={0}
        max={last}
        value={chosen}
        onChange={(event) => onChoose(Number(event.target.value))}
        style={{ "--done": `${last === 0 ? 100 : (chosen / last) * 100}%` } as React.CSSProperties}
        className={range}
      />
      <p className="text-12 whitespace-nowrap text-ink-2 tabular-nums">
        <span>{where}</span>
        <span className="ml-2 text-ink-3">{elapsed}</span>
      </p>
      <p className="w-full truncate font-semibold wide:hidden">{words(key, values)}</p>
    </div>
  )
}

const looks: Record<Stretch["kind"], string> = {
  ringing: "border-2 border-accent bg-accent-soft",
  live: "bg-call",
  held: "bg-wait",
}
const kinds = ["ringing", "live", "held"] as const

/** The call as a picture: who rang, was there and was held when. The list of events says the same in words. */
function Lanes({ steps, at, names }: { steps: Step[]; at: string; names: Names }) {
  const t = useTranslations("calls.replay")
  const last = steps.at(-1)
  const lanes = lanesOf(steps)
  if (!last || lanes.length === 0) return null
  return (
    <figure aria-label={t("picture")} className="shrink-0 px-4 py-3">
      <div aria-hidden className="relative">
        {lanes.map(({ legId, stretches }) => (
          <div key={legId} className="flex h-6 items-center gap-2">
            <span className="w-24 shrink-0 truncate text-12 text-ink-2 wide:w-36">
              {partyOf(last.call, legId, names)}
            </span>
            <span className="relative h-3.5 grow rounded-sm bg-surface-2">
              {stretches.map(({ kind, from, until }) => (
                <span
                  key={`${kind} ${from}`}
                  className={cn("absolute inset-y-0 min-w-0.5 rounded-sm", looks[kind])}
                  style={{ left: `${from / 10}%`, width: `${(until - from) / 10}%` }}
                />
              ))}
            </span>
          </div>
        ))}
        <div className="pointer-events-none absolute inset-y-0 right-0 left-26 wide:left-38">
          <span
            className="absolute -inset-y-1 w-0.5 -translate-x-px bg-ink"
            style={{ left: `${placeOf(steps, at) / 10}%` }}
          />
        </div>
      </div>
      <figcaption className="mt-2 flex flex-wrap gap-3 text-12 text-ink-3">
        {kinds.map((kind) => (
          <span key={kind} className="flex items-center gap-1.5">
            <span aria-hidden className={cn("h-2.5 w-4 rounded-sm", looks[kind])} />
            <span>{t(`legend.${kind}`)}</span>
          </span>
        ))}
      </figcaption>
    </figure>
  )
}
