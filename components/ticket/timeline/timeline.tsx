"use client"

import { ChevronUp } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useEffectEvent, useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { cn } from "@/lib/cn"
import type { TimelineEntry } from "@/lib/memos/schema"
import { openingEntries } from "@/lib/tickets/timeline/rules"
import { TimelineItem } from "./timeline-item"

type TimelineProps = {
  ref: React.Ref<HTMLElement>
  ticketId: string
  /** Oldest first, without the memo that is being written. */
  entries: TimelineEntry[]
  /** Exchanges with this customer in all, as far as they belong into the timeline. */
  total: number
  earlier: { isThere: boolean; isLoading: boolean; isFailed: boolean; load: () => void }
  /** Entries that stand open when they appear. */
  openIds: Set<string>
  /** A short timeline stands close to the memo being written, and otherwise at the top. */
  isBesideMemo: boolean
  /** Opens a memo for writing; null where the person may not. */
  writeOf: (entry: TimelineEntry) => (() => void) | null
}

/**
 * What went on with the customer, newest at the bottom, where it opens. The scroller counts from its bottom
 * (`column-reverse`), so that earlier exchanges appear above without moving what is being read.
 */
export function Timeline({
  ref,
  ticketId,
  entries,
  total,
  earlier,
  openIds,
  isBesideMemo,
  writeOf,
}: TimelineProps) {
  const t = useTranslations("ticket")
  const [isUnfolded, setUnfolded] = useState(false)
  // By its id and not by its place, so that what arrives later folds nothing away.
  const [firstShown] = useState(() => entries.at(-openingEntries(entries, ticketId))?.messageId)

  const folded = isUnfolded ? 0 : entries.findIndex((entry) => entry.messageId === firstShown)
  const shown = entries.slice(Math.max(0, folded))
  const hasEarlier = folded > 0 || earlier.isThere

  function showEarlier() {
    setUnfolded(true)
    if (folded <= 0) earlier.load()
  }

  return (
    <section
      ref={ref}
      aria-label={t("exchanges")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller that may hold nothing else to focus must take the keyboard itself
      tabIndex={0}
      className="flex min-h-24 flex-1 flex-col-reverse overflow-y-auto bg-surface-2 -outline-offset-2"
    >
      <div className={cn("flex flex-col gap-2 px-2 pb-3 wide:px-4", !isBesideMemo && "mb-auto pt-3")}>
        {hasEarlier && (
          <EarlierButton
            count={total - shown.length}
            isLoading={earlier.isLoading}
            loadsWhenSeen={isUnfolded && !earlier.isFailed}
            onClick={showEarlier}
          />
        )}
        {earlier.isFailed && (
          <p role="alert" className="text-center text-12 text-alert-ink">
            {t("loadEarlierFailed")}
          </p>
        )}
        {shown.length === 0 && (
          <p className="py-6 text-center text-ink-3">{t(isBesideMemo ? "noEarlier" : "noExchanges")}</p>
        )}
        {shown.length > 0 && (
          <ol className="flex flex-col gap-2">
            {shown.map((entry) => (
              <TimelineItem
                key={entry.messageId}
                entry={entry}
                isOwn={entry.ticketId === ticketId}
                isOpenAtFirst={openIds.has(entry.messageId)}
                write={writeOf(entry)}
              />
            ))}
          </ol>
        )}
      </div>
    </section>
  )
}

type EarlierButtonProps = { count: number; isLoading: boolean; loadsWhenSeen: boolean; onClick: () => void }

/** Shows what came before; once somebody asked for it, it goes on by itself while they scroll up. */
function EarlierButton({ count, isLoading, loadsWhenSeen, onClick }: EarlierButtonProps) {
  const t = useTranslations("ticket")
  const button = useRef<HTMLButtonElement>(null)
  const load = useEffectEvent(onClick)
  useEffect(() => {
    if (!loadsWhenSeen || isLoading || !button.current) return
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && load())
    observer.observe(button.current)
    return () => observer.disconnect()
  }, [loadsWhenSeen, isLoading])
  return (
    <Button
      ref={button}
      variant="quiet"
      size="small"
      className="mt-1 h-6 self-center text-12 text-ink-3"
      aria-busy={isLoading}
      onClick={onClick}
    >
      <ChevronUp aria-hidden className="size-3.5" />
      <span>{count > 0 ? t("earlier", { count }) : t("earlierUncounted")}</span>
    </Button>
  )
}
