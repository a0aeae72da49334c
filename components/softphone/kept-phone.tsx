"use client"

import { useSyncExternalStore } from "react"
import { Kept } from "@/lib/softphone/kept"
import type { RunningPhone } from "./use-softphone"

/** The page's one place for a softphone whose page is gone. */
export const keptPhone = new Kept<RunningPhone>()

/** The kept call with its buttons, above whatever the page shows instead. Once, in the root layout. */
export function KeptPhone() {
  const kept = useSyncExternalStore(keptPhone.store.watch, keptPhone.store.get, () => null)
  return kept && <kept.Plain softphone={kept.softphone} onRetry={null} />
}
