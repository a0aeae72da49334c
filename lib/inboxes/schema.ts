import { z } from "zod"
import type { InboxRole } from "@/lib/auth/queries"
import type { TicketStatus } from "@/lib/tickets/rules"

const roles = z.enum(["assistant", "operator", "manager", "admin"])

export const sidebarRow = z.object({
  inbox_id: z.uuid(),
  name: z.string(),
  epoch: z.int(),
  role: roles,
  open_tickets: z.int(),
  on_hold_tickets: z.int(),
  missed_calls: z.int(),
  voicemails: z.int(),
})

/** An inbox of the member with its counts, in the member's order. */
export type SidebarInbox = {
  id: string
  name: string
  epoch: number
  role: InboxRole
  counts: { open: number; on_hold: number; missed: number; voicemail: number }
}

export const listedTicketRow = z.object({
  id: z.uuid(),
  number: z.int(),
  subject: z.string(),
  customer_number: z.string().nullable(),
  contact_name: z.string().nullable(),
  company: z.string().nullable(),
  assignee_id: z.uuid().nullable(),
  assignee_name: z.string().nullable(),
  last_message_at: z.string(),
  last_message_kind: z.enum(["call_memo", "missed_call", "voicemail", "note", "system"]).nullable(),
  last_message_preview: z.string(),
  live_call_state: z.string().nullable(),
  live_since: z.string().nullable(),
  has_missed: z.boolean(),
})

/** A ticket as a list shows it. Moments are ISO 8601. */
export type ListedTicket = {
  id: string
  number: number
  subject: string
  customerNumber: string | null
  contactName: string | null
  company: string | null
  assignee: { id: string; name: string } | null
  lastMessageAt: string
  lastMessageKind: z.infer<typeof listedTicketRow>["last_message_kind"]
  preview: string
  live: { isTalking: boolean; since: string } | null
  hasMissed: boolean
}

/** Where a page of a list ends; the next one starts after it. */
export type PageKey = { at: string; id: string }

export type Page<Row> = { rows: Row[]; next: PageKey | null }

export type TicketPageOf = { inboxId: string; status: TicketStatus; before: PageKey | null }

/** A row of `sidebar()` in the app's words. */
export function toSidebarInbox(row: z.infer<typeof sidebarRow>): SidebarInbox {
  return {
    id: row.inbox_id,
    name: row.name,
    epoch: row.epoch,
    role: row.role,
    counts: {
      open: row.open_tickets,
      on_hold: row.on_hold_tickets,
      missed: row.missed_calls,
      voicemail: row.voicemails,
    },
  }
}

/** A row of `list_tickets` in the app's words. */
export function toListedTicket(row: z.infer<typeof listedTicketRow>): ListedTicket {
  const { assignee_id: assigneeId, live_call_state: state, live_since: since } = row
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    customerNumber: row.customer_number,
    contactName: row.contact_name,
    company: row.company,
    assignee: assigneeId ? { id: assigneeId, name: row.assignee_name ?? "" } : null,
    lastMessageAt: row.last_message_at,
    lastMessageKind: row.last_message_kind,
    preview: row.last_message_preview,
    live: state && since ? { isTalking: state === "talking" || state === "held", since } : null,
    hasMissed: row.has_missed,
  }
}
