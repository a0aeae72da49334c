import { z } from "zod"
import { toAppError } from "@/lib/errors"
import { besideList } from "@/lib/inboxes/queries"
import type { MissedCategory } from "@/lib/inboxes/rules"
import type { BesideList } from "@/lib/inboxes/schema"
import { nothingBeside, readPage } from "@/lib/listing/queries"
import { type TimelineEntry, timelineEntryRow } from "@/lib/memos/schema"
import type { Place, Reading } from "@/lib/realtime/live-list"
import type { DatabaseClient } from "@/lib/supabase/client"
import { placeOfEntry } from "@/lib/tickets/timeline/rules"
import { type Ringing, ringingRow, toRinging } from "./ringing/story"
import { historySize, kindOf, placeOfCaller } from "./rules"
import { type MissedRow, missedRow } from "./schema"

const missedList = {
  row: missedRow,
  placeOf: placeOfCaller,
  beside: (answer: unknown) => besideList.parse(answer),
  page: 50,
  most: 200,
}

/** A page of those who called in vain and are still to be handled, newest first. Throws AppError. */
export function listMissed(
  client: DatabaseClient,
  { inboxId, category }: { inboxId: string; category: MissedCategory },
  before: Place | null = null,
  limit: number | null = null,
): Promise<Reading<MissedRow, BesideList>> {
  return readPage({ before, limit }, missedList, (page) =>
    client.rpc("list_missed", { p_inbox: inboxId, p_kind: kindOf[category], ...page }),
  )
}

const callHistory = {
  row: timelineEntryRow,
  placeOf: placeOfEntry,
  beside: nothingBeside,
  page: historySize,
  most: 50,
}

/** The last calls of `number` (E.164) in the inbox, newest first, in either direction. Throws AppError. */
export function listCustomerCalls(
  client: DatabaseClient,
  inboxId: string,
  number: string,
  before: Place | null = null,
  limit: number | null = null,
): Promise<Reading<TimelineEntry>> {
  return readPage({ before, limit }, callHistory, (page) =>
    client.rpc("list_customer_calls", { p_inbox: inboxId, p_number: number, ...page }),
  )
}

/** How the call of that missed message rang (K5); null when it may not be seen. Throws AppError. */
export async function getRinging(client: DatabaseClient, messageId: string): Promise<Ringing | null> {
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
