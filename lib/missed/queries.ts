import type { SupabaseClient } from "@supabase/supabase-js"
import { z } from "zod"
import { toAppError } from "@/lib/errors"
import { besideList } from "@/lib/inboxes/queries"
import type { MissedCategory } from "@/lib/inboxes/rules"
import type { BesideList } from "@/lib/inboxes/schema"
import { type TimelineEntry, timelineEntryRow } from "@/lib/memos/schema"
import type { Place, Reading } from "@/lib/realtime/live-list"
import { limitOf, toReading } from "@/lib/realtime/page"
import { placeOfEntry } from "@/lib/tickets/timeline/rules"
import { type Ringing, ringingRow, toRinging } from "./ringing/story"
import { historySize, kindOf, placeOfCaller } from "./rules"
import { type MissedRow, missedRow } from "./schema"

/** Callers a page of the list holds. */
export const pageSize = 50

/** A page of those who called in vain and are still to be handled, newest first. Throws AppError. */
export async function listMissed(
  client: SupabaseClient,
  { inboxId, category }: { inboxId: string; category: MissedCategory },
  before: Place | null = null,
  limit: number | null = null,
): Promise<Reading<MissedRow, BesideList>> {
  const size = limitOf(limit, pageSize)
  const { data, error, status } = await client.rpc("list_missed", {
    p_inbox: inboxId,
    p_kind: kindOf[category],
    p_before_at: before?.at ?? null,
    p_before_id: before?.id ?? null,
    p_limit: size,
  })
  if (error) throw toAppError(error, status)
  const reading = toReading(data, { row: missedRow, placeOf: placeOfCaller, limit: size })
  return { ...reading, beside: besideList.parse(data) }
}

/** The last calls of `number` (E.164) in the inbox, newest first, in either direction. Throws AppError. */
export async function listCustomerCalls(
  client: SupabaseClient,
  inboxId: string,
  number: string,
  before: Place | null = null,
  limit: number | null = null,
): Promise<Reading<TimelineEntry>> {
  const size = limitOf(limit, historySize, 50)
  const { data, error, status } = await client.rpc("list_customer_calls", {
    p_inbox: inboxId,
    p_number: number,
    p_before_at: before?.at ?? null,
    p_before_id: before?.id ?? null,
    p_limit: size,
  })
  if (error) throw toAppError(error, status)
  return toReading(data, { row: timelineEntryRow, placeOf: placeOfEntry, limit: size })
}

/** How the call of that missed message rang (K5); null when it may not be seen. Throws AppError. */
export async function getRinging(client: SupabaseClient, messageId: string): Promise<Ringing | null> {
  const { data, error, status } = await client
    .from("call_memos")
    .select(
      `call:calls!call_memos_account_id_call_id_fkey(started_at, queued_at, ended_at, contract_number,
         queue:queues(name),
         offers:call_offers(id, member_id, state, announced_at, decided_at, candidates))`,
    )
    .eq("message_id", messageId)
    .maybeSingle()
  if (error) throw toAppError(error, status)
  const call = z.object({ call: ringingRow.nullable() }).nullable().parse(data)?.call
  return call ? toRinging(call) : null
}
