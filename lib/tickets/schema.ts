import { z } from "zod"
import { type Contact, contactRow } from "@/lib/contacts/schema"
import type { BookRole, InboxRole } from "@/lib/members/rules"
import { bookRole, inboxRole } from "@/lib/members/schema"
import type { Reading } from "@/lib/realtime/live-list"
import { liveStates, ticketStatuses } from "./rules"

/** A label, as rows of tickets carry it and as its table has it. */
export const labelRow = z
  .object({ id: z.uuid(), name: z.string(), is_danger: z.boolean() })
  .transform(({ is_danger: isDanger, ...rest }) => ({ ...rest, isDanger }))

/** A row of `ticket_rows`: what lists and the topic of an inbox say of a ticket. Moments stay ISO 8601 text. */
export const ticketRow = z
  .object({
    id: z.uuid(),
    number: z.int(),
    inbox_id: z.uuid(),
    subject: z.string(),
    status: z.enum(ticketStatuses),
    customer_number: z.string().nullable(),
    contact_id: z.uuid().nullable(),
    assignee_id: z.uuid().nullable(),
    assignee_name: z.string().nullable(),
    last_message_at: z.string(),
    last_message_kind: z.enum(["call_memo", "missed_call", "voicemail", "note", "system"]).nullable(),
    last_message_preview: z.string(),
    has_missed: z.boolean(),
    labels: z.array(labelRow),
    live_call: z
      .object({
        call_id: z.uuid(),
        state: z.enum(liveStates),
        started_at: z.string(),
        answered_at: z.string().nullable(),
      })
      .nullable(),
  })
  .transform(({ assignee_id: assigneeId, live_call: live, ...row }) => ({
    id: row.id,
    number: row.number,
    inboxId: row.inbox_id,
    subject: row.subject,
    status: row.status,
    customerNumber: row.customer_number,
    contactId: row.contact_id,
    assignee: assigneeId ? { id: assigneeId, name: row.assignee_name ?? "" } : null,
    lastMessageAt: row.last_message_at,
    lastMessageKind: row.last_message_kind,
    preview: row.last_message_preview,
    hasMissed: row.has_missed,
    labels: row.labels,
    live: live && {
      callId: live.call_id,
      state: live.state,
      since: live.answered_at ?? live.started_at,
    },
  }))

/** A ticket by itself, as everybody of its inbox may read it. */
export type TicketRow = z.infer<typeof ticketRow>
export type Label = TicketRow["labels"][number]

/** What `get_ticket` answers: the row, and what stands beside it for this member. */
export const ticketAnswer = z.object({
  seq: z.int(),
  row: ticketRow,
  inbox: z.object({
    id: z.uuid(),
    name: z.string(),
    epoch: z.int(),
    address_book_id: z.uuid().nullable(),
  }),
  my_role: inboxRole.nullable(),
  my_book_role: bookRole.nullable(),
  contact: contactRow.nullable(),
})

/** Where the ticket stands, the member's own rights there (for what is offered; the database decides) and its customer. */
export type BesideTicket = {
  inbox: { id: string; name: string; epoch: number; addressBookId: string | null }
  myRole: InboxRole | null
  myBookRole: BookRole | null
  contact: Contact | null
  /** Whose contact `contact` is, also when it is not the member's to read. */
  contactId: string | null
}

/** A ticket as its page shows it. */
export type Ticket = TicketRow & BesideTicket

/** What was read of a ticket as its page shows it. */
export function toTicket({ rows, beside }: Reading<TicketRow, BesideTicket>): Ticket {
  const [row] = rows
  if (!row) throw new Error("a reading of a ticket without its row")
  return { ...beside, ...row }
}

/** What stands beside the row of `get_ticket`, in the app's words. */
export function toBesideTicket(answer: z.infer<typeof ticketAnswer>): BesideTicket {
  const { address_book_id: addressBookId, ...inbox } = answer.inbox
  return {
    inbox: { ...inbox, addressBookId },
    myRole: answer.my_role,
    myBookRole: answer.my_book_role,
    contact: answer.contact,
    contactId: answer.row.contactId,
  }
}
