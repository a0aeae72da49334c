"use server"

import { isAuthApiError } from "@supabase/supabase-js"
import { redirect } from "next/navigation"
import { type ErrorCode, toAppError } from "@/lib/errors"
import { createServerClient } from "@/lib/supabase/server"
import { countAttempt } from "./attempts"
import { authErrorCode, openSession, passingClient, takeOver } from "./open-session"
import { newPasswordProblem, safeNext } from "./rules"
import { credentials, newPassword, openingLink, passwordResetRequest } from "./schema"

export type SignInState = { error: ErrorCode | null; email: string }

/** Signs in with mail address and password (form fields), then goes on to `next`. Says only that the pair was wrong. */
export async function signIn(_before: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get("email") ?? "")
  const parsed = credentials.safeParse({ email, password: form.get("password") })
  if (!parsed.success) return { error: "wrong_credentials", email }
  try {
    const session = await openSession(parsed.data)
    await takeOver(await createServerClient(), session)
  } catch (error) {
    return { error: told(error), email }
  }
  redirect(safeNext(form.get("next")))
}

export type ForgotState = { error: ErrorCode | null; sentTo: string | null }

/** Mails a link for a new password. The answer is the same whether the address is known or not. */
export async function requestPasswordReset(_before: ForgotState, form: FormData): Promise<ForgotState> {
  const parsed = passwordResetRequest.safeParse({ email: form.get("email") })
  if (!parsed.success) return { error: "invalid_input", sentTo: null }
  const { email } = parsed.data
  try {
    await countAttempt("mail", email)
  } catch (error) {
    return { error: told(error), sentTo: null }
  }
  const { error } = await passingClient().auth.resetPasswordForEmail(email)
  // Auth's own limit speaks of a known address only: to say so would tell which ones are.
  if (error && !(isAuthApiError(error) && error.status === 429) && authErrorCode(error) === "unavailable")
    return { error: "unavailable", sentTo: null }
  return { error: null, sentTo: email }
}

export type MailedLinkState = { error: ErrorCode | null }

/**
 * Opens a mailed link by the press of its button: signs in as whoever its page named, and leads to the page for a new
 * password. A link that is used up, or is not that person's, leads to the page that mails another. When somebody else
 * has signed in than the page knew of (`present`), it is shown again, with their name.
 */
export async function openMailedLink(_before: MailedLinkState, form: FormData): Promise<MailedLinkState> {
  const link = openingLink.safeParse(Object.fromEntries(form))
  if (!link.success) redirect("/forgot-password?link=invalid")
  const { type, token_hash, email } = link.data
  const client = await createServerClient()
  const { data: claims } = await client.auth.getClaims()
  if ((claims?.claims.sub ?? "") !== form.get("present"))
    redirect(`/auth/confirm?${new URLSearchParams({ type, token_hash, email })}`)
  const opening = passingClient()
  const { data, error } = await opening.auth.verifyOtp({ token_hash, type })
  if (error && authErrorCode(error) === "unavailable") return { error: "unavailable" }
  const { session } = data
  if (!session || session.user.email?.toLowerCase() !== email.toLowerCase()) {
    if (session) await opening.auth.signOut({ scope: "local" })
    redirect("/forgot-password?link=invalid")
  }
  try {
    await takeOver(client, session)
  } catch (problem) {
    return { error: told(problem) }
  }
  redirect("/reset-password")
}

export type ResetState = { problem: "tooShort" | "mismatch" | null; error: ErrorCode | null }

/** Sets the new password of whoever came by the mailed link, and ends that person's other sessions. */
export async function resetPassword(_before: ResetState, form: FormData): Promise<ResetState> {
  const parsed = newPassword.safeParse({ password: form.get("password"), again: form.get("again") })
  if (!parsed.success) return { problem: null, error: "invalid_input" }
  const client = await createServerClient()
  const { data: claims } = await client.auth.getClaims()
  if (!claims) return { problem: null, error: "not_signed_in" }
  const { password, again } = parsed.data
  const problem = newPasswordProblem(password, again)
  if (problem) return { problem, error: null }
  const { error } = await client.auth.updateUser({ password })
  if (error) return { problem: null, error: authErrorCode(error) }
  const others = await client.auth.signOut({ scope: "others" })
  if (others.error) console.error("signOut others", others.error)
  redirect("/")
}

function told(error: unknown): ErrorCode {
  const { code } = toAppError(error)
  if (code === "unexpected") console.error(error)
  return code
}
