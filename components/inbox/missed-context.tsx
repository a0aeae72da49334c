"use client"

import { createContext, use } from "react"
import type { MissedCaller } from "@/lib/missed/schema"

type MissedContextValue = {
  /** What the list shows. */
  callers: MissedCaller[]
  handle: (caller: MissedCaller) => void
}

const MissedContext = createContext<MissedContextValue | null>(null)

export const MissedProvider = MissedContext.Provider

/** The list beside which a caller's details stand. */
export function useMissed(): MissedContextValue {
  const value = use(MissedContext)
  if (!value) throw new Error("useMissed needs the list of callers above it")
  return value
}
