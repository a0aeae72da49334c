"use client"

import { duration } from "@/lib/i18n/format"
import { useNow } from "@/lib/i18n/use-now"
import { talkedFor } from "@/lib/memos/rules"
import type { CallMemo } from "@/lib/memos/schema"

/** How long a call that still lives has lasted; its own component, so that only it is drawn every second. */
export function LiveTime({ memo }: { memo: Pick<CallMemo, "answeredAt" | "endedAt"> }) {
  const talked = talkedFor(memo, useNow(1000))
  return <span className="tabular-nums">{talked === null ? "—" : duration(talked / 1000)}</span>
}
