"use client"

import { createContext, use } from "react"

/**
 * Where dialling starts: the number and ticket it is about, and the inbox, as far as they are known. `atOnce` asks for the call with
 * no further press (J5); the window stays open only where it is refused.
 */
export type DialStart = {
  number?: string | null
  ticketId?: string | null
  inboxId?: string | null
  atOnce?: boolean
}

export const DialContext = createContext<((start?: DialStart) => void) | null>(null)

/** Opens the dial window (C1, C2, C3); null for people without a phone, for whom there is none (A2). */
export function useDial(): ((start?: DialStart) => void) | null {
  return use(DialContext)
}
