import { z } from "zod"
import { toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"
import { accountRow, phoneUserRow, queueRow, reasonRow } from "./schema"

/** What an owner may set about the account's phone. Throws AppError `not_allowed` for anybody else. */
export async function getPhoneSettings(client: DatabaseClient) {
  const [account, reasons, queues, users] = await Promise.all([
    answered(client.from("accounts").select("is_phone_single_sign_on, goes_offline_unanswered").single()),
    answered(client.from("offline_reasons").select("id, name, position").order("position").order("name")),
    answered(client.from("queues").select("id, name, after_call_seconds, inboxes(name)").order("name")),
    answered(client.rpc("list_phone_users")),
  ])
  return {
    ...accountRow.parse(account),
    reasons: z.array(reasonRow).parse(reasons),
    queues: z.array(queueRow).parse(queues),
    users: z.array(phoneUserRow).parse(users),
  }
}

export type PhoneSettings = Awaited<ReturnType<typeof getPhoneSettings>>

/** The data of an answer. Throws AppError for one without. */
async function answered(
  asked: PromiseLike<{ data: unknown; error: unknown; status: number }>,
): Promise<unknown> {
  const { data, error, status } = await asked
  if (error) throw toAppError(error, status)
  return data
}
