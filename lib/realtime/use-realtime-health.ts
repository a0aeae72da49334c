"use client"

import { useSyncExternalStore } from "react"
import type { RealtimeHealth } from "./channel-registry"
import { useRegistry } from "./realtime-provider"

/** How current the page is: `live`, `connecting` for a moment, or `stale`, which people are shown (K7). */
export function useRealtimeHealth(): RealtimeHealth {
  const registry = useRegistry()
  return useSyncExternalStore(registry.watchHealth, registry.currentHealth, () => "live")
}
