import { AppError, toAppError } from "@/lib/errors"
import type { BrowserClient } from "@/lib/supabase/browser"
import { type Reason, reasonRow } from "./schema"

type AccountSetting = { is_phone_single_sign_on: boolean } | { goes_offline_unanswered: boolean }

/** Changes a setting of the own account (B4, E3). Throws AppError `not_allowed` for everybody but its owner. */
export async function setAccount(client: BrowserClient, accountId: string, setting: AccountSetting) {
  const { data, error, status } = await client
    .from("accounts")
    .update(setting)
    .eq("id", accountId)
    .select("id")
  if (error) throw toAppError(error, status)
  // Rows that are not the caller's to change are passed over.
  if (data.length === 0) throw new AppError("not_allowed")
}

/** Adds a reason for being offline, at the end (B8). Throws AppError: `invalid_input` for one that is there, or too many. */
export async function addReason(
  client: BrowserClient,
  accountId: string,
  reason: Pick<Reason, "name" | "position">,
): Promise<Reason> {
  const { data, error, status } = await client
    .from("offline_reasons")
    .insert({ account_id: accountId, ...reason })
    .select("id, name, position")
    .single()
  if (error) throw toAppError(error, status)
  return reasonRow.parse(data)
}

/** Strikes a reason off the list; who gave it keeps it until they choose again. Throws AppError. */
export async function removeReason(client: BrowserClient, id: string): Promise<void> {
  const { error, status } = await client.from("offline_reasons").delete().eq("id", id)
  if (error) throw toAppError(error, status)
}

/** How long after-call work lasts after a call of the queue, in seconds (E8). Throws AppError. */
export async function setAfterCall(client: BrowserClient, queueId: string, seconds: number): Promise<void> {
  const { data, error, status } = await client
    .from("queues")
    .update({ after_call_seconds: seconds })
    .eq("id", queueId)
    .select("id")
  if (error) throw toAppError(error, status)
  if (data.length === 0) throw new AppError("not_allowed")
}

/** Makes a new phone password, which is shown this once, and signs the member out of the phone (B5). Throws AppError. */
export async function reissuePhonePassword(client: BrowserClient, memberId: string): Promise<string> {
  const { data, error, status } = await client.rpc("reissue_phone_password", { p_member_id: memberId })
  if (error) throw toAppError(error, status)
  return data
}

/** Ends the lock after wrong phone passwords before its time (B4). Throws AppError. */
export async function unlockPhone(client: BrowserClient, memberId: string): Promise<void> {
  const { error, status } = await client.rpc("unlock_phone", { p_member_id: memberId })
  if (error) throw toAppError(error, status)
}
