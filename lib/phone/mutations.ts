import { toAppError } from "@/lib/errors"
import type { BrowserClient } from "@/lib/supabase/browser"
import type { AgentStatus } from "./schema"

/**
 * Signs in to the phone with its own password (B3, B4), or with null where the account has single sign-on. Throws AppError: `wrong_phone_password` with the attempts left
 * as detail, `phone_locked` with the moment it opens again, `phone_off`, `not_a_phone_user`.
 */
export async function signInPhone(client: BrowserClient, password: string | null): Promise<void> {
  const { error, status } = await client.rpc(
    "sign_in_phone",
    password === null ? {} : { p_password: password },
  )
  if (error) throw toAppError(error, status)
}

/** Changes the own phone password (B4). Throws AppError as `signInPhone` does, and `invalid_input`. */
export async function changePhonePassword(
  client: BrowserClient,
  old: string,
  password: string,
): Promise<void> {
  const { error, status } = await client.rpc("change_phone_password", { p_old: old, p_new: password })
  if (error) throw toAppError(error, status)
}

/** Signs out of the phone wherever one is signed in to it; the app stays signed in. Throws AppError. */
export async function signOutPhone(client: BrowserClient): Promise<void> {
  const { error, status } = await client.rpc("sign_out_phone")
  if (error) throw toAppError(error, status)
}

/** Sets own status, with a reason when offline (B6, B8). Throws AppError `phone_signed_out`. */
export async function setAgentStatus(
  client: BrowserClient,
  status: AgentStatus,
  reason: string | null,
): Promise<void> {
  const { error, status: answered } = await client.rpc("set_agent_status", {
    p_status: status,
    ...(reason === null ? {} : { p_reason: reason }),
  })
  if (error) throw toAppError(error, answered)
}

/** Ends own after-call work before its time (E8). Throws AppError. */
export async function finishAfterCall(client: BrowserClient): Promise<void> {
  const { error, status } = await client.rpc("finish_after_call")
  if (error) throw toAppError(error, status)
}

/** More time for own after-call work (E8), by the queue's time. Throws AppError `after_call_over`. */
export async function extendAfterCall(client: BrowserClient): Promise<void> {
  const { error, status } = await client.rpc("extend_after_call")
  if (error) throw toAppError(error, status)
}
