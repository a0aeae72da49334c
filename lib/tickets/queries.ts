import type { SupabaseClient } from "@supabase/supabase-js"
import { z } from "zod"
import { toAppError } from "@/lib/errors"
import { type TimelineEntry, timelineEntryRow, toTimelineEntry } from "@/lib/memos/schema"
import { type Label, relatedTicketRow, type Ticket, ticketRow, toRelatedTicket, toTicket } from "./schema"
import { type TimelineKey, timelinePage } from "./timeline/rules"

/** How many other tickets the customer panel lists. */
const relatedLimit = 8

/**
 * The ticket with this number, as its page shows it; null when there is none, or none for this member.
 * Throws AppError when the database could not be asked.
 */
export async function getTicket(client: SupabaseClient, number: number): Promise<Ticket | null> {
  const { data, error, status } = await client.rpc("get_ticket", { p_number: number })
  if (error) throw toAppError(error, status)
  if (!data) return null
  const row = ticketRow.parse(data)
  const [related, exchangeCount] = await Promise.all([listRelated(client, row), countExchanges(client, row)])
  return toTicket(row, { related, exchangeCount })
}

async function listRelated(client: SupabaseClient, ticket: z.infer<typeof ticketRow>) {
  if (!ticket.customer_number) return []
  const { data, error, status } = await client
    .from("tickets")
    .select("id, number, subject, status, last_message_at")
    .eq("inbox_id", ticket.inbox_id)
    .eq("customer_number", ticket.customer_number)
    .neq("id", ticket.id)
    .order("last_message_at", { ascending: false })
    .limit(relatedLimit)
  if (error) throw toAppError(error, status)
  return z.array(relatedTicketRow).parse(data).map(toRelatedTicket)
}

async function countExchanges(client: SupabaseClient, ticket: z.infer<typeof ticketRow>) {
  const messages = client.from("messages").select("id", { count: "exact", head: true })
  const { inbox_id: inbox, customer_number: customer } = ticket
  const { count, error, status } = customer
    ? await messages.or(`ticket_id.eq.${ticket.id},and(inbox_id.eq.${inbox},customer_number.eq.${customer})`)
    : await messages.eq("ticket_id", ticket.id)
  if (error) throw toAppError(error, status)
  return count ?? 0
}

/**
 * A page of the ticket's timeline, oldest first: its messages and earlier exchanges with the same customer in the
 * same inbox. Without `before` the newest page. Throws AppError when the database could not be asked.
 */
export async function listTimeline(
  client: SupabaseClient,
  ticketId: string,
  before: TimelineKey | null = null,
): Promise<TimelineEntry[]> {
  const { data, error, status } = await client.rpc("list_timeline", {
    p_ticket_id: ticketId,
    p_before_at: before?.at ?? null,
    p_before_id: before?.id ?? null,
    p_limit: timelinePage,
  })
  if (error) throw toAppError(error, status)
  return z.array(timelineEntryRow).parse(data).map(toTimelineEntry).reverse()
}

/** The labels an inbox has, by name. Throws AppError when the database could not be asked. */
export async function listLabels(client: SupabaseClient, inboxId: string): Promise<Label[]> {
  const { data, error, status } = await client
    .from("labels")
    .select("id, name, is_danger")
    .eq("inbox_id", inboxId)
    .order("name")
  if (error) throw toAppError(error, status)
  return data.map(({ is_danger: isDanger, ...label }) => ({ ...label, isDanger }))
}
