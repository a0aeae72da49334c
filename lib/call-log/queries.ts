import { z } from "zod"
import type { ContactName } from "@/lib/contacts/schema"
import { toAppError } from "@/lib/errors"
import type { Place } from "@/lib/realtime/live-list"
import type { DatabaseClient } from "@/lib/supabase/client"
import { type AskedCalls, placeOfCall } from "./rules"
import { type CallRow, type CallStory, callAnswer, callsAnswer } from "./schema"

/** Calls of a page. */
const pageSize = 50

/** A page of the call log; `next` is where the following one begins, null at the end. */
export type CallPage = { rows: CallRow[]; contacts: ContactName[]; next: Place | null }

/** A page of the member's calls as asked for, newest first, from after `before`. Throws AppError. */
export async function listCalls(
  client: DatabaseClient,
  asked: AskedCalls,
  before: Place | null = null,
): Promise<CallPage> {
  const given = Object.entries({
    p_inbox: asked.inbox,
    p_from: asked.from,
    p_until: asked.until,
    p_direction: asked.direction,
    p_outcome: asked.outcome,
    p_reason: asked.reason,
    p_member: asked.member,
    p_number: asked.number,
    p_before_at: before?.at ?? null,
    p_before_id: before?.id ?? null,
  }).filter(([, value]) => value !== null)
  const { data, error, status } = await client.rpc("list_calls", {
    ...Object.fromEntries(given),
    p_limit: pageSize,
  })
  if (error) throw toAppError(error, status)
  // Null: the inbox of the address is not the member's (any more).
  const { rows, contacts } = data === null ? { rows: [], contacts: [] } : callsAnswer.parse(data)
  const last = rows.at(-1)
  return { rows, contacts, next: last && rows.length >= pageSize ? placeOfCall(last) : null }
}

/** A call with its facts (K1); null for what does not exist or is not the member's to see. Throws AppError. */
export async function getCall(client: DatabaseClient, callId: string): Promise<CallStory | null> {
  const { data, error, status } = await client.rpc("get_call", { p_call_id: callId })
  if (error) throw toAppError(error, status)
  if (data === null) return null
  const { row: call, log: facts, ...rest } = callAnswer.parse(data)
  return { call, facts, ...rest }
}

const memberNames = z.array(z.object({ id: z.uuid(), name: z.string() }))
export type MemberName = z.infer<typeof memberNames>[number]

/** The account's phone users, former ones too, by name. Throws AppError. */
export async function listPhoneUsers(client: DatabaseClient): Promise<MemberName[]> {
  const { data, error, status } = await client
    .from("members")
    .select("id, name")
    .eq("is_phone_user", true)
    .order("name")
  if (error) throw toAppError(error, status)
  return memberNames.parse(data)
}
