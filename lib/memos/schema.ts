import { z } from "zod"
import { ticketStatuses } from "@/lib/tickets/rules"

const moment = z.string()

export const callReasons = [
  "out_of_hours",
  "nobody_available",
  "nobody_answered",
  "caller_gave_up",
  "withheld_number",
  "overseas",
  "blocked",
  "phone_off",
  "unknown_number",
  "failed",
] as const

const memoRow = z.object({
  call_id: z.uuid(),
  member_id: z.uuid().nullable(),
  member_name: z.string().nullable(),
  direction: z.enum(["inbound", "outbound"]),
  customer_number: z.string().nullable(),
  customer_text: z.string().nullable(),
  contract_number: z.string(),
  contact_name: z.string().nullable(),
  company: z.string().nullable(),
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
  state: z.enum(["expected", "fetching", "stored", "failed"]),
  duration_ms: z.int().nullable(),
})

/** One row of `list_timeline`. */
export const timelineEntryRow = z.object({
  message_id: z.uuid(),
  ticket_id: z.uuid(),
  ticket_number: z.int(),
  ticket_status: z.enum(ticketStatuses),
  kind: z.enum(["call_memo", "missed_call", "voicemail", "note", "system"]),
  author_name: z.string().nullable(),
  body: z.string(),
  occurred_at: moment,
  memo: memoRow.nullable(),
  recording: recordingRow.nullable(),
})

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
  contactName: string | null
  company: string | null
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
}

export type TimelineEntry = {
  messageId: string
  ticketId: string
  ticketNumber: number
  ticketStatus: (typeof ticketStatuses)[number]
  kind: z.infer<typeof timelineEntryRow>["kind"]
  authorName: string | null
  body: string
  occurredAt: string
  memo: CallMemo | null
  recording: Recording | null
}

/** A row of `list_timeline` in the app's words. Moments stay ISO 8601 text, so that they cross to the browser. */
export function toTimelineEntry(row: z.infer<typeof timelineEntryRow>): TimelineEntry {
  return {
    messageId: row.message_id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    ticketStatus: row.ticket_status,
    kind: row.kind,
    authorName: row.author_name,
    body: row.body,
    occurredAt: row.occurred_at,
    memo: row.memo && toCallMemo(row.message_id, row.memo),
    recording: row.recording && {
      id: row.recording.id,
      state: row.recording.state,
      durationMs: row.recording.duration_ms,
    },
  }
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
    contactName: row.contact_name,
    company: row.company,
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
