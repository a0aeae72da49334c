"use client"

import { useState } from "react"
import { useShortcut } from "@/components/session/use-shortcut"
import type { Conversation } from "@/lib/softphone/conversation"

/** Whether quick connect is open, which it can be while nobody else is in the call or on the way; T opens it. */
export function useQuickConnect(conversation: Conversation | null) {
  const [isWanted, setWanted] = useState(false)
  const canOpen =
    conversation !== null && conversation.invitation === null && conversation.others.length === 0
  useShortcut("transfer", () => setWanted(true), canOpen)
  return { isOpen: isWanted && canOpen, open: () => setWanted(true), close: () => setWanted(false) }
}
