"use client"

import { useCallback, useSyncExternalStore } from "react"

const storageKey = "toritsugi.phone-minimised"
const watchers = new Set<() => void>()

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

function read(): boolean {
  try {
    return localStorage.getItem(storageKey) === "yes"
  } catch {
    return false // storage forbidden: the panel is open
  }
}

/** Whether the phone is folded away, and how to change that; remembered in this browser. */
export function useMinimised(): [boolean, (isMinimised: boolean) => void] {
  const isMinimised = useSyncExternalStore(watch, read, () => false)
  const setMinimised = useCallback((next: boolean) => {
    try {
      localStorage.setItem(storageKey, next ? "yes" : "no")
    } catch {
      // storage forbidden: it stays as it is
    }
    for (const watcher of watchers) watcher()
  }, [])
  return [isMinimised, setMinimised]
}
