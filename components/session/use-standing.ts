"use client"

import { useSyncExternalStore } from "react"
import { pageIdentity, type Standing } from "@/lib/auth/page-identity"

const ownAtFirst = (): Standing => "own"

/** Whose session this browser holds, seen from the person this page was made for. */
export function useStanding(): Standing {
  return useSyncExternalStore(pageIdentity.watch, pageIdentity.current, ownAtFirst)
}
