"use client"

import { useSyncExternalStore } from "react"

const never = () => () => undefined

/** Whether the keyboard has ⌘. False while rendering on the server, which cannot know. */
export function useIsApple(): boolean {
  return useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  )
}
