"use server"

import { isAuthApiError } from "@supabase/supabase-js"
import { countAttempt } from "@/lib/auth/attempts"
import { authErrorCode, passingClient } from "@/lib/auth/open-session"
import { mailedLink, newPassword } from "@/lib/auth/schema"
import { type ErrorCode, toAppError } from "@/lib/errors"
import { createServerClient } from "@/lib/supabase/server"
import { newPhonePasswordProblem } from "./rules"

/** Mails whoever is signed in a link for a new phone password (B5). */
export async function mailPhonePasswordLink(): Promise<{ error: ErrorCode | null }> {
  const { data } = await (await createServerClient()).auth.getClaims()
  const email = data?.claims.email
  if (!email) return { error: "not_signed_in" }
  try {
    await countAttempt("mail", email)
  } catch (error) {
    return { error: told(error) }
  }
  const { error } = await passingClient().auth.signInWithOtp({ email, options: { shouldCreateUser: false } })
  if (isAuthApiError(error) && error.status === 429) return { error: "too_many_attempts" }
  return { error: error && authErrorCode(error) }
}

export type PhonePasswordState = {
  problem: "tooShort" | "tooLong" | "mismatch" | null
  error: ErrorCode | null
  isDone: boolean
}

/**
 * Sets the new phone password of whoever holds the mailbox a link was sent to (form fields of the link and of a password
 * typed twice). The link is used up by it and signs nobody in: the session that proves it is closed again.
 */
export async function setMailedPhonePassword(
  _before: PhonePasswordState,
  form: FormData,
): Promise<PhonePasswordState> {
  const refused = (error: ErrorCode) => ({ problem: null, error, isDone: false })
  const link = mailedLink.safeParse(Object.fromEntries(form))
  const typed = newPassword.safeParse({ password: form.get("password"), again: form.get("again") })
  if (!link.success || link.data.type !== "magiclink") return refused("link_invalid")
  if (!typed.success) return refused("invalid_input")
  const { password, again } = typed.data
  // Before the link is used up.
  const problem = newPhonePasswordProblem(password, again)
  if (problem) return { problem, error: null, isDone: false }
  const { token_hash, email } = link.data
  const opening = passingClient()
  const { data, error } = await opening.auth.verifyOtp({ token_hash, type: "magiclink" })
  if (error && authErrorCode(error) === "unavailable") return refused("unavailable")
  if (!data.session) return refused("link_invalid")
  try {
    if (data.session.user.email?.toLowerCase() !== email.toLowerCase()) return refused("link_invalid")
    const set = await opening.rpc("set_mailed_phone_password", { p_new: password })
    return set.error
      ? refused(told(toAppError(set.error, set.status)))
      : { problem: null, error: null, isDone: true }
  } finally {
    await opening.auth.signOut({ scope: "local" })
  }
}

function told(error: unknown): ErrorCode {
  const { code } = toAppError(error)
  if (code === "unexpected") console.error(error)
  return code
}
