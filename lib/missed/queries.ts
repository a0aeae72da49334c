import type { SupabaseClient } from "@supabase/supabase-js"
import { z } from "zod"
import { toAppError } from "@/lib/errors"
import type { MissedCategory } from "@/lib/inboxes/rules"
import type { Page, PageKey } from "@/lib/inboxes/schema"
import { type Ringing, ringingRow, toRinging } from "./ringing/story"
import {
  type MissedCaller,
  missedRow,
  type PastCall,
  pastCallRow,
  toMissedCaller,
  toPastCall,
} from "./schema"

/** Callers a page of the list holds. */
export const pageSize = 50

/** Calls the history of one caller shows. */
const historySize = 8

/** A page of those who called in vain and are still to be handled, newest first. Throws AppError. */
export async function listMissed(
  client: SupabaseClient,
  { inboxId, category, before }: { inboxId: string; category: MissedCategory; before: PageKey | null },
): Promise<Page<MissedCaller>> {
  const { data, error, status } = await client.rpc("list_missed", {
    p_inbox: inboxId,
    p_kind: category === "missed" ? "missed_call" : "voicemail",
    p_before_at: before?.at ?? null,
    p_before_id: before?.id ?? null,
    p_limit: pageSize,
  })
  if (error) throw toAppError(error, status)
  const rows = z.array(missedRow).parse(data).map(toMissedCaller)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === pageSize ? { at: last.startedAt, id: last.messageId } : null }
}

/** The last calls of `number` (E.164) in the inbox, newest first, in either direction. Throws AppError. */
export async function listPastCalls(
  client: SupabaseClient,
  inboxId: string,
  number: string,
): Promise<PastCall[]> {
  const { data, error, status } = await client
    .from("call_memos")
    .select(
      `message_id, call_id, kind, direction, reason, started_at, answered_at, ended_at,
       member:members!call_memos_account_id_member_id_fkey(name)`,
    )
    .eq("inbox_id", inboxId)
    .eq("customer_number", number)
    .order("started_at", { ascending: false })
    .limit(historySize)
  if (error) throw toAppError(error, status)
  return z.array(pastCallRow).parse(data).map(toPastCall)
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
