"use client"

import { useEffect, useRef, useState } from "react"
import { useShortcut } from "@/components/session/use-shortcut"
import type { Conversation } from "@/lib/softphone/conversation"

/**
 * Whether quick connect is open, which it can be while nobody else is in the call or on the way; T opens it. `landing` is where the
 * focus goes when it closes: back to what opens it, or, when somebody was asked, to the × that takes that back.
 */
export function useQuickConnect(conversation: Conversation | null) {
  const [isWanted, setWanted] = useState(false)
  const landing = useRef<HTMLButtonElement>(null)
  const land = useRef<"opener" | "invitation" | null>(null)
  const isInviting = conversation !== null && conversation.invitation !== null
  const canOpen = conversation !== null && !isInviting && conversation.others.length === 0
  const isOpen = isWanted && canOpen
  function open() {
    land.current = "invitation"
    setWanted(true)
  }
  useShortcut("transfer", open, canOpen)
  useEffect(() => {
    if (isOpen || land.current === null) return
    landing.current?.focus()
    // The answer to the request may come before the database's word of it.
    if (land.current === "opener" || isInviting) land.current = null
  }, [isOpen, isInviting])
  return {
    isOpen,
    landing,
    open,
    close: (hasAsked: boolean) => {
      land.current = hasAsked ? "invitation" : "opener"
      setWanted(false)
    },
  }
}
