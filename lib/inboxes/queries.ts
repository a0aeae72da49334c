import type { SupabaseClient } from "@supabase/supabase-js"
import { z } from "zod"
import { contactNameRow } from "@/lib/contacts/schema"
import { toAppError } from "@/lib/errors"
import type { Place, Reading } from "@/lib/realtime/live-list"
import { limitOf, toReading } from "@/lib/realtime/page"
import { placeOfTicket, type TicketStatus } from "@/lib/tickets/rules"
import { type TicketRow, ticketRow } from "@/lib/tickets/schema"
import { type BesideList, type SidebarInbox, sidebarAnswer } from "./schema"

/** Tickets a page of a list holds. */
export const pageSize = 50

/** The member's inboxes in order, each with its counts and the member's role. Throws AppError. */
export async function listInboxes(client: SupabaseClient): Promise<SidebarInbox[]> {
  const { data, error, status } = await client.rpc("sidebar")
  if (error) throw toAppError(error, status)
  return sidebarAnswer.parse(data).map(({ row, ...rest }) => ({ ...row, ...rest }))
}

/** What stands beside the rows of a list. */
export const besideList = z.object({ contacts: z.array(contactNameRow) })

/** A page of an inbox's tickets with one status, newest exchange first. Throws AppError: `not_found` without a role there. */
export async function listTickets(
  client: SupabaseClient,
  { inboxId, status }: { inboxId: string; status: TicketStatus },
  before: Place | null = null,
  limit: number | null = null,
): Promise<Reading<TicketRow, BesideList>> {
  const size = limitOf(limit, pageSize)
  const {
    data,
    error,
    status: answered,
  } = await client.rpc("list_tickets", {
    p_inbox: inboxId,
    p_status: status,
    p_before_at: before?.at ?? null,
    p_before_id: before?.id ?? null,
    p_limit: size,
  })
  if (error) throw toAppError(error, answered)
  const reading = toReading(data, { row: ticketRow, placeOf: placeOfTicket, limit: size })
  return { ...reading, beside: besideList.parse(data) }
}
