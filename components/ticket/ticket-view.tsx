"use client"

import { useTranslations } from "next-intl"
import { useCallback, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { canEditMemo } from "@/lib/members/rules"
import { memoToWrite } from "@/lib/memos/rules"
import type { TimelineEntry } from "@/lib/memos/schema"
import type { Ticket } from "@/lib/tickets/schema"
import { openAtFirst } from "@/lib/tickets/timeline/rules"
import { MemoEditor } from "./memo/memo-editor"
import { TicketHeader } from "./ticket-header"
import { Timeline } from "./timeline/timeline"
import type { ReadTicket } from "./use-ticket"
import { type ReadTimeline, useTicketPage } from "./use-ticket-page"

type TicketViewProps = {
  /** As the server read them; the view keeps itself fresh from there. */
  ticket: ReadTicket
  timeline: ReadTimeline
  /** Who is looking. */
  member: { id: string; accountId: string }
  /** The list the ticket was opened from, for narrow screens. */
  backHref?: string
}

/** A ticket: what it is about, what went on, and the memo of the call at hand. Fills the column it stands in. */
export function TicketView(props: TicketViewProps) {
  // Another ticket is another view: nothing typed or unfolded is carried over.
  return <View key={props.ticket.rows[0]?.id} {...props} />
}

function View({ ticket: firstTicket, timeline, member, backHref }: TicketViewProps) {
  const t = useTranslations("ticket")
  const { ticket, entries, total, earlier, showRecorded } = useTicketPage(firstTicket, timeline)
  const { memo, open, close } = useOpenMemo(ticket, entries, member.id)
  const past = entries.filter((entry) => entry.messageId !== memo?.messageId)
  const [openIds, setOpenIds] = useState(() => openAtFirst(past, ticket.id))

  const exchanges = useRef<HTMLElement>(null)
  const editor = useRef<HTMLElement>(null)

  const me = { id: member.id, role: ticket.myRole }
  const writeOf = ({ memo: of, messageId, ticketId, kind }: TimelineEntry) => {
    if (!of || kind !== "call_memo" || ticketId !== ticket.id || !canEditMemo(me, of)) return null
    // A colleague on the phone is writing it.
    if (of.memberId !== member.id && !of.endedAt) return null
    return () => open(messageId)
  }

  return (
    <section
      aria-label={t("label", { number: ticket.number })}
      className="flex h-full min-h-0 min-w-0 flex-col bg-surface"
    >
      <TicketHeader ticket={ticket} backHref={backHref} />
      <Timeline
        ref={exchanges}
        ticketId={ticket.id}
        entries={past}
        total={total - (memo ? 1 : 0)}
        earlier={earlier}
        openIds={openIds}
        isBesideMemo={memo !== null}
        writeOf={writeOf}
      />
      {memo && (
        <MemoEditor
          key={memo.messageId}
          ref={editor}
          ticket={ticket}
          memo={memo}
          recording={entries.find((entry) => entry.messageId === memo.messageId)?.recording ?? null}
          member={member}
          onClose={close}
          onRecorded={(text) => {
            setOpenIds((ids) => new Set([...ids, memo.messageId]))
            showRecorded(memo.messageId, text)
            const hadFocus = editor.current?.contains(document.activeElement)
            flushSync(close)
            // The focus goes to where the memo went.
            if (hadFocus) exchanges.current?.focus({ preventScroll: true })
          }}
        />
      )}
    </section>
  )
}

/**
 * Which memo is open for writing: the one at hand when the ticket opens, the live call's as soon as there is one
 * (E4), and otherwise what the person chooses. It stays open whatever a reading says about it.
 */
function useOpenMemo(ticket: Ticket, entries: TimelineEntry[], memberId: string) {
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
