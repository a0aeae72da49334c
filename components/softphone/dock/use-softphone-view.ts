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

/** Whether no call would reach the tab that is the phone, this one or another: no microphone, no line, or no heartbeat. */
export function isInTrouble(view: SoftphoneView): boolean {
  const { microphone, isUnheard } = view
  const phone = view.isLeader ? { microphone, isUnheard, device: view.phone.device } : view.leading
  return phone !== null && (phone.microphone !== "granted" || phone.device === "lost" || phone.isUnheard)
}
