"use client"

import { useState, useSyncExternalStore } from "react"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import type { Stage } from "@/lib/softphone/stage"

/** From this width on the panel floats over the customer panel's column; below it would lie on the ticket. */
const desk = "(min-width: 1024px)"

function watchDesk(watcher: () => void) {
  const query = window.matchMedia(desk)
  query.addEventListener("change", watcher)
  return () => query.removeEventListener("change", watcher)
}

export type Placement = {
  /** The 56 px bar under the page. */
  hasBar: boolean
  hasPanel: boolean
  toggle(): void
  minimise(): void
}

/**
 * Where the phone shows: the floating panel on wide screens; folded, or on narrow ones, a bar under everything while
 * there is something to show, with the panel above it when asked for. It never lies over the page's own buttons
 * unless the person opened it there. A ring unfolds nothing: the bar rings too.
 */
export function usePlacement(phone: PhoneContextValue, stage: Stage["name"]): Placement {
  const isDesk = useSyncExternalStore(watchDesk, () => window.matchMedia(desk).matches)
  const [isOpenBelow, setOpenBelow] = useState(false)
  const { isMinimised, setMinimised } = phone
  const isQuiet = stage === "idle" || stage === "offered"
  if (isDesk && !isMinimised) {
    return {
      hasBar: false,
      hasPanel: true,
      toggle: () => setMinimised(true),
      minimise: () => setMinimised(true),
    }
  }
  if (isDesk) {
    return {
      hasBar: !isQuiet,
      hasPanel: false,
      toggle: () => setMinimised(false),
      minimise: () => setMinimised(true),
    }
  }
  return {
    hasBar: !isQuiet,
    hasPanel: isOpenBelow && !isQuiet,
    toggle: () => setOpenBelow(!isOpenBelow),
    minimise: () => setOpenBelow(false),
  }
}
