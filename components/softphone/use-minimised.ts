"use client"

import { useCallback, useSyncExternalStore } from "react"
import { KeptChoice } from "@/components/session/kept-choice"
import { minimisedChoice } from "@/lib/phone/keys"

const choice = new KeptChoice(minimisedChoice)

/** Whether the phone is folded away, and how to change that; remembered in this browser. */
export function useMinimised(): [boolean, (isMinimised: boolean) => void] {
  const isMinimised = useSyncExternalStore(
    choice.watch,
    () => choice.read() === "yes",
    () => false,
  )
  const setMinimised = useCallback((next: boolean) => choice.choose(next ? "yes" : "no"), [])
  return [isMinimised, setMinimised]
}
