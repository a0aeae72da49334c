"use client"

import { useSyncExternalStore } from "react"
import type { Softphone } from "@/lib/softphone/softphone"
import type { SoftphoneView } from "@/lib/softphone/softphone-view"

const watchNothing = () => () => undefined
const readNothing = () => null

/** What the softphone shows, followed; null while there is none. */
export function useSoftphoneView(softphone: Softphone | null): SoftphoneView | null {
  return useSyncExternalStore<SoftphoneView | null>(
    softphone?.view.watch ?? watchNothing,
    softphone?.view.get ?? readNothing,
    readNothing,
  )
}

/** Whether this page is the phone and yet no call would reach it: no microphone, no line, or no heartbeat. */
export function isInTrouble(view: SoftphoneView): boolean {
  if (!view.isLeader) return false
  return view.microphone !== "granted" || view.phone.device === "lost" || view.isUnheard
}
