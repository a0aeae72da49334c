import { z } from "zod"
import type { ContactName } from "@/lib/contacts/schema"
import type { InboxRole } from "@/lib/members/rules"
import { inboxRole } from "@/lib/members/schema"
import type { TicketRow } from "@/lib/tickets/schema"

/** A row of `inbox_rows`: an inbox with its counts, as everybody in it may read it. */
export const inboxRow = z
  .object({
    inbox_id: z.uuid(),
    name: z.string(),
    position: z.int(),
    open_tickets: z.int(),
    on_hold_tickets: z.int(),
    missed_calls: z.int(),
    voicemails: z.int(),
  })
  .transform((row) => ({
    id: row.inbox_id,
    name: row.name,
    position: row.position,
    counts: {
      open: row.open_tickets,
      on_hold: row.on_hold_tickets,
      missed: row.missed_calls,
      voicemail: row.voicemails,
    },
  }))
export type InboxRow = z.infer<typeof inboxRow>

/** What `sidebar()` answers. */
export const sidebarAnswer = z.array(
  z.object({
    seq: z.int(),
    row: inboxRow,
    epoch: z.int(),
    role: inboxRole,
  }),
)

/** An inbox of the member with its counts, the epoch of its topic, and how far the topic had come when it was read. */
export type SidebarInbox = InboxRow & { epoch: number; role: InboxRole; seq: number }

/** A ticket as a list shows it. */
export type ListedTicket = TicketRow & { contactName: string | null; company: string | null }

/** What is read beside a list: names of the contacts its rows name, as far as the member may read them. */
export type BesideList = { contacts: ContactName[] }
