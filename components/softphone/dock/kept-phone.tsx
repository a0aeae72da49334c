"use client"

import { useSyncExternalStore } from "react"
import { Kept, type PhoneOwner } from "@/lib/softphone/kept"
import type { Softphone } from "@/lib/softphone/softphone"
import type { PlainPhone } from "./plain-phone"

/** A running softphone, with what draws it where nothing else can; that came with it, so nothing has to be loaded. */
export type DrawnPhone = PhoneOwner & { softphone: Softphone; Plain: typeof PlainPhone }

/** The page's one place for a softphone whose page is gone. */
export const keptPhone = new Kept<DrawnPhone>()

/** The kept call with its buttons, above whatever the page shows instead. Once, in the root layout. */
export function KeptPhone() {
  const kept = useSyncExternalStore(keptPhone.store.watch, keptPhone.store.get, () => null)
  return kept && <kept.Plain softphone={kept.softphone} onRetry={null} />
}
