"use client"

import { CircleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import { type KeyboardEvent, useEffect, useState } from "react"
import { CallRecord } from "@/components/ticket/recording/call-record"
import { useTicketActions } from "@/components/ticket/use-ticket-actions"
import { Button } from "@/components/ui/button"
import { keyOf } from "@/components/ui/key-press"
import { toast } from "@/components/ui/toast"
import { cn } from "@/lib/cn"
import { type ErrorCode, isPassing } from "@/lib/errors"
import { canSetStatus, recordableStatuses } from "@/lib/members/rules"
import type { MemoText } from "@/lib/memos/draft/memo-text"
import type { CallMemo, Recording } from "@/lib/memos/schema"
import type { TicketStatus } from "@/lib/tickets/rules"
import type { Ticket } from "@/lib/tickets/schema"
import { DraftStatus } from "./draft-status"
import { MemoConflict } from "./memo-conflict"
import { MemoFacts } from "./memo-facts"
import { MemoFields } from "./memo-fields"
import { MemoHeading } from "./memo-heading"
import { MemoLabels } from "./memo-labels"
import { RecordButton } from "./record-button"
import { useMemoDraft } from "./use-memo-draft"

type MemoEditorProps = {
  ref: React.Ref<HTMLElement>
  ticket: Ticket
  memo: CallMemo
  recording: Recording | null
  member: { id: string; accountId: string }
  /** The memo is recorded with this text; shown before it is read again. */
  onRecorded: (text: MemoText) => void
  /** Puts the memo away as it is. */
  onClose: () => void
}

/** A call memo being written: the brightest part of the page, teal at its edge while the call lives. */
export function MemoEditor({ ref, ticket, memo, recording, member, onRecorded, onClose }: MemoEditorProps) {
  const t = useTranslations()
  const { draft, state, phase } = useMemoDraft(memo, member)
  const actions = useTicketActions(ticket)
  const isOwn = memo.memberId === member.id
  const isLive = memo.endedAt === null
  const statuses = recordableStatuses(ticket.myRole, {
    isRecorded: memo.recordedAt !== null,
    status: ticket.status,
  })
  const isBusy = phase === "recording" || phase === "recorded"

  async function record(status: TicketStatus) {
    if (isBusy) return
    const before = ticket.status
    actions.showStatus(status)
    if (!(await draft.record(status))) {
      actions.showStatus(before)
      return
    }
    toast.success(t("ticket.memo.recorded", { status: t(`common.status.${status}`) }), {
      // An assistant sets a status only in recording, so there is nothing they could take back.
      ...(canSetStatus(ticket.myRole) &&
        status !== before && {
          action: { label: t("common.undo"), onClick: () => void actions.returnTo(before) },
        }),
    })
    onRecorded({ subject: state.subject, body: state.body })
  }

  // Recorded meanwhile in another tab, and nothing here that is not in it: there is nothing left to write.
  const [wasRecorded] = useState(memo.recordedAt !== null)
  useEffect(() => {
    if (!wasRecorded && memo.recordedAt && phase === "saved") onClose()
  }, [wasRecorded, memo.recordedAt, phase, onClose])

  function onKeyDown(event: KeyboardEvent) {
    if (keyOf(event) !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    if (phase !== "conflict") void record(statuses[0])
  }

  return (
    <section
      ref={ref}
      aria-label={t("ticket.memo.title")}
      className={cn(
        "flex max-h-[75%] min-h-0 shrink-0 flex-col border-t bg-surface",
        isLive ? "border-line-2 shadow-[inset_0_2px_0_var(--call)]" : "border-line-2",
      )}
      onKeyDown={onKeyDown}
    >
      <div className="flex min-h-0 flex-col overflow-y-auto pt-0.5">
        <MemoHeading memo={memo} isOwn={isOwn} onClose={isLive ? null : onClose}>
          <DraftStatus state={state} phase={phase} />
        </MemoHeading>
        <MemoFacts memo={memo} contactId={ticket.contactId} />
        <DraftFailure error={phase === "failed" ? state.error : null} onRetry={() => void draft.flush()} />
        {state.theirs && phase === "conflict" && (
          <MemoConflict
            mine={state}
            theirs={state.theirs}
            savedBy={isOwn && state.theirs.savedByName === memo.memberName ? null : state.theirs.savedByName}
            onSettle={(choice) => draft.settle(choice)}
          />
        )}
        <MemoFields text={state} isReadOnly={isBusy} onType={(change) => draft.type(change)} />
        <MemoLabels ticket={ticket} onChange={(label, isOn) => void actions.setLabel(label, isOn)} />
        {recording && !isLive && (
          <div className="px-4 pb-2">
            <CallRecord recording={recording} inboxId={ticket.inboxId} />
          </div>
        )}
      </div>
      <footer className="flex h-12 shrink-0 items-center justify-end gap-2 border-t px-4 max-wide:h-14">
        <RecordButton
          isBusy={isBusy}
          isBlocked={phase === "conflict"}
          statuses={statuses}
          onRecord={(status) => void record(status)}
        />
      </footer>
    </section>
  )
}

/** Why the text is not saved, what was kept, and what to do. Announced when it appears. */
function DraftFailure({ error, onRetry }: { error: ErrorCode | null; onRetry: () => void }) {
  const t = useTranslations()
  return (
    <div role="alert" className="empty:hidden">
      {error && (
        <div className="mx-4 mb-2 flex items-center gap-2 rounded-md bg-alert-soft py-1 pr-1 pl-3 text-alert-ink">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          <p className="prose-ja flex-1">
            {isPassing(error)
              ? t("ticket.memo.notSavedRetrying")
              : `${t("ticket.memo.notSaved")} ${t(`errors.${error}`)}`}
          </p>
          <Button size="small" variant="quiet" className="text-alert-ink" onClick={onRetry}>
            {t("common.retry")}
          </Button>
        </div>
      )}
    </div>
  )
}
