import { z } from "zod"
import { contactNameRow } from "@/lib/contacts/schema"
import { toAppError } from "@/lib/errors"
import { readPage } from "@/lib/listing/queries"
import type { Place, Reading } from "@/lib/realtime/live-list"
import type { DatabaseClient } from "@/lib/supabase/client"
import { placeOfTicket, type TicketStatus } from "@/lib/tickets/rules"
import { type TicketRow, ticketRow } from "@/lib/tickets/schema"
import { type BesideList, type SidebarInbox, sidebarAnswer } from "./schema"

/** The member's inboxes in order, each with its counts and the member's role. Throws AppError. */
export async function listInboxes(client: DatabaseClient): Promise<SidebarInbox[]> {
  const { data, error, status } = await client.rpc("sidebar")
  if (error) throw toAppError(error, status)
  return sidebarAnswer.parse(data).map(({ row, ...rest }) => ({ ...row, ...rest }))
}

/** What stands beside the rows of a list. */
export const besideList = z.object({ contacts: z.array(contactNameRow) })

const ticketList = {
  row: ticketRow,
  placeOf: placeOfTicket,
  beside: (answer: unknown) => besideList.parse(answer),
  page: 50,
  most: 200,
}

/** A page of an inbox's tickets with one status, newest exchange first. Throws AppError: `not_found` without a role there. */
export function listTickets(
  client: DatabaseClient,
  { inboxId, status }: { inboxId: string; status: TicketStatus },
  before: Place | null = null,
  limit: number | null = null,
): Promise<Reading<TicketRow, BesideList>> {
  return readPage({ before, limit }, ticketList, (page) =>
    client.rpc("list_tickets", { p_inbox: inboxId, p_status: status, ...page }),
  )
}
