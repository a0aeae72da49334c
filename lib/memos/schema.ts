import { z } from "zod"
import { ticketStatuses } from "@/lib/tickets/rules"
import { callReasons } from "@/supabase/functions/_shared/calls/outcomes"

const moment = z.string()

const memoRow = z.object({
  call_id: z.uuid(),
  member_id: z.uuid().nullable(),
  member_name: z.string().nullable(),
  direction: z.enum(["inbound", "outbound"]),
  customer_number: z.string().nullable(),
  customer_text: z.string().nullable(),
  contract_number: z.string(),
  contact_id: z.uuid().nullable(),
  reason: z.enum(callReasons).nullable(),
  started_at: moment,
  answered_at: moment.nullable(),
  ended_at: moment.nullable(),
  subject: z.string(),
  body: z.string(),
  revision: z.int(),
  saved_at: moment.nullable(),
  saved_by_name: z.string().nullable(),
  recorded_at: moment.nullable(),
  recorded_by_name: z.string().nullable(),
  handled_at: moment.nullable(),
  handled_by_name: z.string().nullable(),
})

const recordingRow = z.object({
  id: z.uuid(),
  state: z.enum(["expected", "fetching", "stored", "failed", "deleting", "deleted"]),
  duration_ms: z.int().nullable(),
  keep_until: moment.nullable(),
  deleted_at: moment.nullable(),
  deleted_by_name: z.string().nullable(),
  from_ms: z.int().nullable(),
  until_ms: z.int().nullable(),
})

/** A row of `timeline_rows`: what timelines and the topic of an inbox say of an exchange. Moments stay ISO 8601 text. */
export const timelineEntryRow = z
  .object({
    message_id: z.uuid(),
    inbox_id: z.uuid(),
    ticket_id: z.uuid(),
    ticket_number: z.int(),
    ticket_status: z.enum(ticketStatuses),
    ticket_contact_id: z.uuid().nullable(),
    kind: z.enum(["call_memo", "missed_call", "voicemail", "note", "system"]),
    customer_number: z.string().nullable(),
    author_name: z.string().nullable(),
    body: z.string(),
    occurred_at: moment,
    memo: memoRow.nullable(),
    recording: recordingRow.nullable(),
  })
  .transform(
    (row): TimelineEntry => ({
      messageId: row.message_id,
      inboxId: row.inbox_id,
      ticketId: row.ticket_id,
      ticketNumber: row.ticket_number,
      ticketStatus: row.ticket_status,
      ticketContactId: row.ticket_contact_id,
      kind: row.kind,
      customerNumber: row.customer_number,
      authorName: row.author_name,
      body: row.body,
      occurredAt: row.occurred_at,
      memo: row.memo && toCallMemo(row.message_id, row.memo),
      recording: row.recording && {
        id: row.recording.id,
        state: row.recording.state,
        durationMs: row.recording.duration_ms,
        keepUntil: row.recording.keep_until,
        deletedAt: row.recording.deleted_at,
        deletedByName: row.recording.deleted_by_name,
        fromMs: row.recording.from_ms,
        untilMs: row.recording.until_ms,
      },
    }),
  )

export type CallMemo = {
  messageId: string
  callId: string
  /** Null for a missed call and voicemail: nobody talked. */
  memberId: string | null
  memberName: string | null
  direction: "inbound" | "outbound"
  customerNumber: string | null
  /** What came in place of a number that can be read. */
  customerText: string | null
  contractNumber: string
  /** The contact the call came with. */
  contactId: string | null
  reason: (typeof callReasons)[number] | null
  startedAt: string
  answeredAt: string | null
  endedAt: string | null
  subject: string
  body: string
  revision: number
  savedAt: string | null
  savedByName: string | null
  recordedAt: string | null
  recordedByName: string | null
  handledAt: string | null
  handledByName: string | null
}

export type Recording = {
  id: string
  state: z.infer<typeof recordingRow>["state"]
  durationMs: number | null
  /** When it is deleted by itself; null: never. */
  keepUntil: string | null
  deletedAt: string | null
  /** Who had it deleted; null where its time was over. */
  deletedByName: string | null
  /** The span of it that is the memo's own; null where it begins or ends with the recording, as far as is known. */
  fromMs: number | null
  untilMs: number | null
}

export type TimelineEntry = {
  messageId: string
  inboxId: string
  ticketId: string
  ticketNumber: number
  ticketStatus: (typeof ticketStatuses)[number]
  ticketContactId: string | null
  kind: "call_memo" | "missed_call" | "voicemail" | "note" | "system"
  customerNumber: string | null
  authorName: string | null
  body: string
  occurredAt: string
  memo: CallMemo | null
  recording: Recording | null
}

function toCallMemo(messageId: string, row: z.infer<typeof memoRow>): CallMemo {
  return {
    messageId,
    callId: row.call_id,
    memberId: row.member_id,
    memberName: row.member_name,
    direction: row.direction,
    customerNumber: row.customer_number,
    customerText: row.customer_text,
    contractNumber: row.contract_number,
    contactId: row.contact_id,
    reason: row.reason,
    startedAt: row.started_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    subject: row.subject,
    body: row.body,
    revision: row.revision,
    savedAt: row.saved_at,
    savedByName: row.saved_by_name,
    recordedAt: row.recorded_at,
    recordedByName: row.recorded_by_name,
    handledAt: row.handled_at,
    handledByName: row.handled_by_name,
  }
}
