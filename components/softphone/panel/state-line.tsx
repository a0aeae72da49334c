"use client"

import { StatusShape, type StatusShapeName } from "@/components/ui/status-shape"
import { duration } from "@/lib/i18n/format"
import { useNow } from "@/lib/i18n/use-now"

type Props = {
  /** A shape of the status language, or an icon where that has none. */
  shape: StatusShapeName | React.ReactElement
  word: string
  since: number | null
}

/** Shape, word and timer of a state, on its solid colour. */
export function StateLine({ shape, word, since }: Props) {
  return (
    <p className="flex h-8 items-center gap-2 text-14 font-semibold [&>svg]:size-6 [&>svg]:shrink-0">
      {typeof shape === "string" ? <StatusShape shape={shape} plain /> : shape}
      <span>{word}</span>
      {since !== null && <Timer since={since} className="ml-auto text-20" />}
    </p>
  )
}

/** Time since `since` (ms), counting. */
export function Timer({ since, className }: { since: number; className?: string }) {
  const now = useNow(1000)
  return (
    <span role="timer" aria-live="off" className={`tabular-nums ${className ?? ""}`}>
      {duration((now - since) / 1000)}
    </span>
  )
}
