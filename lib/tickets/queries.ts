import type { SupabaseClient } from "@supabase/supabase-js"
import { z } from "zod"
import { type ContactName, contactNameRow } from "@/lib/contacts/schema"
import { toAppError } from "@/lib/errors"
import { type TimelineEntry, timelineEntryRow } from "@/lib/memos/schema"
import type { Place, Reading } from "@/lib/realtime/live-list"
import { limitOf, toReading } from "@/lib/realtime/page"
import { placeOfTicket, relatedLimit } from "./rules"
import {
  type BesideTicket,
  type Label,
  type TicketRow,
  ticketAnswer,
  ticketRow,
  toBesideTicket,
} from "./schema"
import { placeOfEntry, timelinePage } from "./timeline/rules"

/**
 * The ticket with this number, as its page shows it; null when there is none, or none for this member.
 * Throws AppError when the database could not be asked.
 */
export async function getTicket(
  client: SupabaseClient,
  number: number,
): Promise<Reading<TicketRow, BesideTicket> | null> {
  const { data, error, status } = await client.rpc("get_ticket", { p_number: number })
  if (error) throw toAppError(error, status)
  if (!data) return null
  const answer = ticketAnswer.parse(data)
  return { seq: answer.seq, rows: [answer.row], next: null, beside: toBesideTicket(answer) }
}

/** Tickets of a customer number in an inbox, newest first, a page of them from after `before`. Throws AppError. */
export async function listCustomerTickets(
  client: SupabaseClient,
  inboxId: string,
  number: string,
  before: Place | null = null,
  limit: number | null = null,
): Promise<Reading<TicketRow>> {
  const size = limitOf(limit, relatedLimit + 1, 50)
  const { data, error, status } = await client.rpc("list_customer_tickets", {
    p_inbox: inboxId,
    p_number: number,
    p_before_at: before?.at ?? null,
    p_before_id: before?.id ?? null,
    p_limit: size,
  })
  if (error) throw toAppError(error, status)
  return toReading(data, { row: ticketRow, placeOf: placeOfTicket, limit: size })
}

/** What is read beside a page of a timeline. `older`: exchanges before its last one, null of a later page. */
export type BesideTimeline = { contacts: ContactName[]; older: number | null }

const besideTimeline = z.object({ contacts: z.array(contactNameRow), total: z.int().nullable() })

/**
 * A page of the ticket's timeline, newest first: its messages and earlier exchanges with the same customer in the same
 * inbox, from after `before`. Throws AppError when the database could not be asked.
 */
export async function listTimeline(
  client: SupabaseClient,
  ticketId: string,
  before: Place | null = null,
  limit: number | null = null,
): Promise<Reading<TimelineEntry, BesideTimeline>> {
  const size = limitOf(limit, timelinePage)
  const { data, error, status } = await client.rpc("list_timeline", {
    p_ticket_id: ticketId,
    p_before_at: before?.at ?? null,
    p_before_id: before?.id ?? null,
    p_limit: size,
  })
  if (error) throw toAppError(error, status)
  const reading = toReading(data, { row: timelineEntryRow, placeOf: placeOfEntry, limit: size })
  const { contacts, total } = besideTimeline.parse(data)
  return { ...reading, beside: { contacts, older: total === null ? null : total - reading.rows.length } }
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
