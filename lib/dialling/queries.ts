import { z } from "zod"
import { toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"
import { type CallerNumber, callerNumberRow, type Dialled, dialledRow } from "./schema"

/** The numbers of every inbox the member may see, in the order of their labels. Throws AppError. */
export async function listCallerNumbers(client: DatabaseClient): Promise<CallerNumber[]> {
  const { data, error, status } = await client
    .from("phone_numbers")
    .select("id, number, label, inbox_id, may_call_0800")
    .order("label")
    .order("id")
  if (error) throw toAppError(error, status)
  return z.array(callerNumberRow).parse(data)
}

/** Calls looked through for the last numbers. */
const mostCalls = 30

/** The member's own last calls to somebody, newest first. Throws AppError. */
export async function listDialled(client: DatabaseClient, memberId: string): Promise<Dialled[]> {
  const { data, error, status } = await client
    .from("call_memos")
    .select("customer_number, contact_id, started_at")
    .eq("member_id", memberId)
    .eq("direction", "outbound")
    .not("customer_number", "is", null)
    .order("started_at", { ascending: false })
    .limit(mostCalls)
  if (error) throw toAppError(error, status)
  return z.array(dialledRow).parse(data)
}

/** A contact with that number (E.164) in a book the member may read; null when there is none. Throws AppError. */
export async function findContactOf(client: DatabaseClient, number: string): Promise<string | null> {
  const { data, error, status } = await client
    .from("contact_phones")
    .select("contact_id")
    .eq("number", number)
    .order("contact_id")
    .limit(1)
  if (error) throw toAppError(error, status)
  return data[0]?.contact_id ?? null
}
