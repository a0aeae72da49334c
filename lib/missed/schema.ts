import { z } from "zod"
import { callReasons } from "@/lib/memos/schema"

const reason = z.enum(callReasons).nullable()

export const missedRow = z.object({
  message_id: z.uuid(),
  ticket_id: z.uuid(),
  ticket_number: z.int(),
  customer_number: z.string().nullable(),
  contact_name: z.string().nullable(),
  company: z.string().nullable(),
  reason,
  started_at: z.string(),
  wait_seconds: z.int().nullable(),
  times: z.int(),
  calling_back_by: z.string().nullable(),
})

export type CallReason = (typeof callReasons)[number]

/** Somebody who called in vain, by their newest unhandled call; `times` of them wait. Moments are ISO 8601. */
export type MissedCaller = {
  messageId: string
  ticketId: string
  ticketNumber: number
  customerNumber: string | null
  contactName: string | null
  company: string | null
  reason: CallReason | null
  startedAt: string
  waitSeconds: number | null
  times: number
  callingBackBy: string | null
}

/** A row of `list_missed` in the app's words. */
export function toMissedCaller(row: z.infer<typeof missedRow>): MissedCaller {
  return {
    messageId: row.message_id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    customerNumber: row.customer_number,
    contactName: row.contact_name,
    company: row.company,
    reason: row.reason,
    startedAt: row.started_at,
    waitSeconds: row.wait_seconds,
    times: row.times,
    callingBackBy: row.calling_back_by,
  }
}

export const pastCallRow = z.object({
  message_id: z.uuid(),
  call_id: z.uuid(),
  kind: z.enum(["call_memo", "missed_call", "voicemail"]),
  direction: z.enum(["inbound", "outbound"]),
  reason,
  started_at: z.string(),
  answered_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  member: z.object({ name: z.string() }).nullable(),
})

/** An earlier call of a caller; `seconds` is the talk for an answered one, else the wait; null while it lasts. */
export type PastCall = {
  messageId: string
  callId: string
  kind: "call_memo" | "missed_call" | "voicemail"
  direction: "inbound" | "outbound"
  reason: CallReason | null
  startedAt: string
  seconds: number | null
  memberName: string | null
}

/** A row of `call_memos` as an entry of a caller's history. */
export function toPastCall(row: z.infer<typeof pastCallRow>): PastCall {
  const from = Date.parse(row.answered_at ?? row.started_at)
  return {
    messageId: row.message_id,
    callId: row.call_id,
    kind: row.kind,
    direction: row.direction,
    reason: row.reason,
    startedAt: row.started_at,
    seconds: row.ended_at === null ? null : Math.max(0, Date.parse(row.ended_at) - from) / 1000,
    memberName: row.member?.name ?? null,
  }
}
