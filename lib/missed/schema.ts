import { z } from "zod"
import { callReasons } from "@/supabase/functions/_shared/calls/outcomes"

const reason = z.enum(callReasons).nullable()

/** A row of `missed_rows`: what lists and the topic of an inbox say of a caller to ring back. Moments stay ISO 8601 text. */
export const missedRow = z
  .object({
    id: z.string(),
    inbox_id: z.uuid(),
    kind: z.enum(["missed_call", "voicemail"]),
    message_id: z.uuid(),
    ticket_id: z.uuid(),
    ticket_number: z.int(),
    ticket_contact_id: z.uuid().nullable(),
    contact_id: z.uuid().nullable(),
    customer_number: z.string().nullable(),
    reason,
    started_at: z.string(),
    wait_seconds: z.int().nullable(),
    times: z.int(),
    calling_back_by: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    inboxId: row.inbox_id,
    kind: row.kind,
    messageId: row.message_id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    ticketContactId: row.ticket_contact_id,
    contactId: row.contact_id,
    customerNumber: row.customer_number,
    reason: row.reason,
    startedAt: row.started_at,
    waitSeconds: row.wait_seconds,
    times: row.times,
    callingBackBy: row.calling_back_by,
  }))

export type CallReason = (typeof callReasons)[number]
export type MissedRow = z.infer<typeof missedRow>

/** Somebody who called in vain, by their newest unhandled call; `times` of them wait. Moments are ISO 8601. */
export type MissedCaller = MissedRow & { contactName: string | null; company: string | null }

/** An earlier call of a caller; `seconds` is the talk for an answered one, else the wait; null while it lasts. */
export type PastCall = {
  messageId: string
  kind: "call_memo" | "missed_call" | "voicemail"
  direction: "inbound" | "outbound"
  reason: CallReason | null
  startedAt: string
  seconds: number | null
  memberName: string | null
}
