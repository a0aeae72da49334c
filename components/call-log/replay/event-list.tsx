"use client"

import { useTimeZone, useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import type { Step } from "@/lib/call-log/replay/steps"
import { type Names, wordsOf } from "@/lib/call-log/replay/words"
import { secondsBetween } from "@/lib/call-log/rules"
import { cn } from "@/lib/cn"
import { clockWithSeconds, duration, wallAt } from "@/lib/i18n/format"

type EventListProps = {
  steps: Step[]
  names: Names
  chosen: number
  onChoose: (index: number) => void
}

/** Everything that has happened to the call, in words; what lies after the chosen event is grey. */
export function EventList({ steps, names, chosen, onChoose }: EventListProps) {
  const t = useTranslations("calls.fact")
  const title = useTranslations("calls.replay")
  const timeZone = useTimeZone() ?? "Asia/Tokyo"
  const scroller = useRef<HTMLElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const opened = useRef(chosen)
  useEffect(() => {
    // The page opens with the first events in sight; afterwards the list, where it scrolls by itself, follows.
    if (opened.current === chosen || !scroller.current) return
    opened.current = -1
    const item = list.current?.children[chosen]
    if (item instanceof HTMLElement) scroller.current.scrollTop = placeInSight(scroller.current, item)
  }, [chosen])
  const began = steps[0]?.fact.at ?? ""
  return (
    <section ref={scroller} className="relative min-w-0 wide:overflow-y-auto wide:border-r">
      <h2 className="px-4 pt-3 pb-1 font-semibold">{title("steps")}</h2>
      <ol ref={list} className="px-2 pb-24">
        {steps.map(({ fact, call }, index) => {
          const { key, values } = wordsOf(fact, call, names)
          return (
            <li key={call.version}>
              <button
                type="button"
                aria-current={index === chosen ? "step" : undefined}
                onClick={() => onChoose(index)}
                className={cn(
                  "flex min-h-7 w-full items-baseline gap-3 rounded-md px-2 py-1 text-left hover:bg-surface-3",
                  index === chosen && "bg-accent-soft font-semibold text-accent-ink hover:bg-accent-soft",
                  index > chosen && "text-ink-3",
                )}
              >
                <time
                  dateTime={fact.at}
                  title={duration(secondsBetween(began, fact.at) ?? 0)}
                  className="w-14 shrink-0 text-right text-12 font-normal text-ink-3 tabular-nums"
                >
                  {clockWithSeconds(wallAt(fact.at, timeZone))}
                </time>
                <span className="min-w-0 [overflow-wrap:anywhere]">{t(key, values)}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** How far `scroller` is to be scrolled for `item` to be seen with something around it; as it is where it is seen already. */
function placeInSight(scroller: HTMLElement, { offsetTop, offsetHeight }: HTMLElement): number {
  const around = 2 * offsetHeight
  const { scrollTop, clientHeight } = scroller
  if (offsetTop - around < scrollTop) return offsetTop - around
  return Math.max(scrollTop, offsetTop + offsetHeight + around - clientHeight)
}
