import type { SupabaseClient } from "@supabase/supabase-js"
import { z } from "zod"
import { toAppError } from "@/lib/errors"
import {
  type ListedTicket,
  listedTicketRow,
  type Page,
  type SidebarInbox,
  sidebarRow,
  type TicketPageOf,
  toListedTicket,
  toSidebarInbox,
} from "./schema"

/** Tickets a page of a list holds. */
export const pageSize = 50

/** The member's inboxes in order, each with its counts and the member's role. Throws AppError. */
export async function listInboxes(client: SupabaseClient): Promise<SidebarInbox[]> {
  const { data, error, status } = await client.rpc("sidebar")
  if (error) throw toAppError(error, status)
  return z.array(sidebarRow).parse(data).map(toSidebarInbox)
}

/** A page of an inbox's tickets with one status, newest exchange first. Empty without a role there. Throws AppError. */
export async function listTickets(
  client: SupabaseClient,
  { inboxId, status, before }: TicketPageOf,
): Promise<Page<ListedTicket>> {
  const {
    data,
    error,
    status: answered,
  } = await client.rpc("list_tickets", {
    p_inbox: inboxId,
    p_status: status,
    p_before_at: before?.at ?? null,
    p_before_id: before?.id ?? null,
    p_limit: pageSize,
  })
  if (error) throw toAppError(error, answered)
  const rows = z.array(listedTicketRow).parse(data).map(toListedTicket)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === pageSize ? { at: last.lastMessageAt, id: last.id } : null }
}
