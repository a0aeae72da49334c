import { z } from "zod"
import type { InboxRole } from "@/lib/auth/queries"
import { type Contact, contactRow, toContact } from "@/lib/contacts/schema"
import { type TicketStatus, ticketStatuses } from "./rules"

/** What `get_ticket` answers, as far as the page shows it. */
export const ticketRow = z.object({
  id: z.uuid(),
  number: z.int(),
  subject: z.string(),
  status: z.enum(ticketStatuses),
  inbox_id: z.uuid(),
  inbox_name: z.string(),
  inbox_epoch: z.int(),
  my_role: z.enum(["assistant", "operator", "manager", "admin"]).nullable(),
  customer_number: z.string().nullable(),
  assignee_id: z.uuid().nullable(),
  assignee_name: z.string().nullable(),
  labels: z.array(z.object({ id: z.uuid(), name: z.string(), is_danger: z.boolean() })),
  address_book_id: z.uuid().nullable(),
  my_book_role: z.enum(["assistant", "operator", "manager"]).nullable(),
  contact: contactRow.nullable(),
  live_call: z
    .object({
      call_id: z.uuid(),
      state: z.string(),
      started_at: z.string(),
      answered_at: z.string().nullable(),
      is_recorded: z.boolean(),
    })
    .nullable(),
})

export const relatedTicketRow = z.object({
  id: z.uuid(),
  number: z.int(),
  subject: z.string(),
  status: z.enum(ticketStatuses),
  last_message_at: z.string(),
})

export type Label = { id: string; name: string; isDanger: boolean }

export type RelatedTicket = {
  id: string
  number: number
  subject: string
  status: TicketStatus
  lastMessageAt: string
}

/** A ticket as its page shows it, with the member's own rights there (for what is offered; the database decides). */
export type Ticket = {
  id: string
  number: number
  subject: string
  status: TicketStatus
  inbox: { id: string; name: string; epoch: number; addressBookId: string | null }
  myRole: InboxRole | null
  myBookRole: "assistant" | "operator" | "manager" | null
  customerNumber: string | null
  assignee: { id: string; name: string } | null
  labels: Label[]
  contact: Contact | null
  liveCall: {
    callId: string
    state: string
    startedAt: string
    answeredAt: string | null
    isRecorded: boolean
  } | null
  /** Other tickets of the same customer number in the inbox, newest first, the first few of them. */
  related: RelatedTicket[]
  /** Messages with this customer in the inbox in all, over all tickets. */
  exchangeCount: number
}

/** A row of `get_ticket` in the app's words, with what was read beside it. */
export function toTicket(
  row: z.infer<typeof ticketRow>,
  beside: Pick<Ticket, "related" | "exchangeCount">,
): Ticket {
  const { assignee_id: assigneeId, live_call: live } = row
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    status: row.status,
    inbox: {
      id: row.inbox_id,
      name: row.inbox_name,
      epoch: row.inbox_epoch,
      addressBookId: row.address_book_id,
    },
    myRole: row.my_role,
    myBookRole: row.my_book_role,
    customerNumber: row.customer_number,
    assignee: assigneeId ? { id: assigneeId, name: row.assignee_name ?? "" } : null,
    labels: row.labels.map(({ is_danger: isDanger, ...label }) => ({ ...label, isDanger })),
    contact: row.contact && toContact(row.contact),
    liveCall: live && {
      callId: live.call_id,
      state: live.state,
      startedAt: live.started_at,
      answeredAt: live.answered_at,
      isRecorded: live.is_recorded,
    },
    ...beside,
  }
}

/** A row of the panel's list in the app's words. */
export function toRelatedTicket({
  last_message_at: lastMessageAt,
  ...row
}: z.infer<typeof relatedTicketRow>): RelatedTicket {
  return { ...row, lastMessageAt }
}
