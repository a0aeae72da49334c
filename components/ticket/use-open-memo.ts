"use client"

import { useCallback, useState } from "react"
import { memoToWrite } from "@/lib/memos/rules"
import type { TimelineEntry } from "@/lib/memos/schema"
import type { Ticket } from "@/lib/tickets/schema"

/**
 * Which memo is open for writing: the one at hand when the ticket opens, the live call's as soon as there is one
 * (E4), and otherwise what the person chooses. It stays open whatever a reading says about it.
 */
export function useOpenMemo(ticket: Ticket, entries: TimelineEntry[], memberId: string) {
  const memos = entries
    .filter((entry) => entry.ticketId === ticket.id && entry.kind === "call_memo")
    .flatMap((entry) => entry.memo ?? [])
  const liveCallId = ticket.live?.callId ?? null
  const atHand = memoToWrite(memos, memberId, liveCallId)
  const isLive = atHand !== null && atHand.callId === liveCallId

  const [openId, setOpenId] = useState(atHand?.messageId ?? null)
  const [openedFor, setOpenedFor] = useState(isLive ? liveCallId : null)
  if (isLive && openedFor !== liveCallId) {
    setOpenedFor(liveCallId)
    setOpenId(atHand.messageId)
  }
  return {
    memo: memos.find(({ messageId }) => messageId === openId) ?? null,
    open: setOpenId,
    close: useCallback(() => setOpenId(null), []),
  }
}
