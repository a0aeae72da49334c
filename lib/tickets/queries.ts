import { z } from "zod"
import { type ContactName, contactNameRow } from "@/lib/contacts/schema"
import { toAppError } from "@/lib/errors"
import { nothingBeside, readPage } from "@/lib/listing/queries"
import { type TimelineEntry, timelineEntryRow } from "@/lib/memos/schema"
import type { Place, Reading } from "@/lib/realtime/live-list"
import type { DatabaseClient } from "@/lib/supabase/client"
import { placeOfTicket, relatedLimit } from "./rules"
import {
  type BesideTicket,
  type Label,
  labelRow,
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
  client: DatabaseClient,
  number: number,
): Promise<Reading<TicketRow, BesideTicket> | null> {
  const { data, error, status } = await client.rpc("get_ticket", { p_number: number })
  if (error) throw toAppError(error, status)
  if (!data) return null
  const answer = ticketAnswer.parse(data)
  return { seq: answer.seq, rows: [answer.row], next: null, beside: toBesideTicket(answer) }
}

const customerTickets = {
  row: ticketRow,
  placeOf: placeOfTicket,
  beside: nothingBeside,
  page: relatedLimit + 1,
  most: 50,
}

/** Tickets of a customer number in an inbox, newest first, a page of them from after `before`. Throws AppError. */
export function listCustomerTickets(
  client: DatabaseClient,
  inboxId: string,
  number: string,
  before: Place | null = null,
  limit: number | null = null,
): Promise<Reading<TicketRow>> {
  return readPage({ before, limit }, customerTickets, (page) =>
    client.rpc("list_customer_tickets", { p_inbox: inboxId, p_number: number, ...page }),
  )
}

/** What is read beside a page of a timeline. `older`: exchanges before its last one, null of a later page. */
export type BesideTimeline = { contacts: ContactName[]; older: number | null }

const besideTimeline = z.object({ contacts: z.array(contactNameRow), total: z.int().nullable() })

const timeline = {
  row: timelineEntryRow,
  placeOf: placeOfEntry,
  beside(answer: unknown, rows: unknown[]): BesideTimeline {
    const { contacts, total } = besideTimeline.parse(answer)
    return { contacts, older: total === null ? null : total - rows.length }
  },
  page: timelinePage,
  most: 200,
}

/**
 * A page of the ticket's timeline, newest first: its messages and earlier exchanges with the same customer in the same
 * inbox, from after `before`. Throws AppError when the database could not be asked.
 */
export function listTimeline(
  client: DatabaseClient,
  ticketId: string,
  before: Place | null = null,
  limit: number | null = null,
): Promise<Reading<TimelineEntry, BesideTimeline>> {
  return readPage({ before, limit }, timeline, (page) =>
    client.rpc("list_timeline", { p_ticket_id: ticketId, ...page }),
  )
}

/** The labels an inbox has, by name. Throws AppError when the database could not be asked. */
export async function listLabels(client: DatabaseClient, inboxId: string): Promise<Label[]> {
  const { data, error, status } = await client
    .from("labels")
    .select("id, name, is_danger")
    .eq("inbox_id", inboxId)
    .order("name")
  if (error) throw toAppError(error, status)
  return z.array(labelRow).parse(data)
}
