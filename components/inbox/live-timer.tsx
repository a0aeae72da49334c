"use client"

import { duration } from "@/lib/i18n/format"
import { useNow } from "@/lib/i18n/use-now"

/** How long something has lasted since `since` (ISO 8601), second by second. */
export function LiveTimer({ since, className }: { since: string; className?: string }) {
  const now = useNow(1000)
  return <span className={className}>{duration((now - Date.parse(since)) / 1000)}</span>
}
