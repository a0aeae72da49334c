"use server"

import { isAuthApiError } from "@supabase/supabase-js"
import { redirect } from "next/navigation"
import { environment } from "@/lib/env"
import type { ErrorCode } from "@/lib/errors"
import { createServerClient } from "@/lib/supabase/server"
import { newPasswordProblem, safeNext } from "./rules"
import { credentials, newPassword, passwordResetRequest } from "./schema"

export type SignInState = { error: ErrorCode | null; email: string }

/** Signs in with mail address and password (form fields), then goes on to `next`. Says only that the pair was wrong. */
export async function signIn(_before: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get("email") ?? "")
  const parsed = credentials.safeParse({ email, password: form.get("password") })
  if (!parsed.success) return { error: "wrong_credentials", email }
  const client = await createServerClient()
  const { error } = await client.auth.signInWithPassword(parsed.data)
  if (error) return { error: codeOf(error), email }
  redirect(safeNext(form.get("next")))
}

export type ForgotState = { error: ErrorCode | null; sentTo: string | null }

/** Mails a link for a new password. The answer is the same whether the address is known or not. */
export async function requestPasswordReset(_before: ForgotState, form: FormData): Promise<ForgotState> {
  const parsed = passwordResetRequest.safeParse({ email: form.get("email") })
  if (!parsed.success) return { error: "invalid_input", sentTo: null }
  const client = await createServerClient()
  const { error } = await client.auth.resetPasswordForEmail(parsed.data.email, {
    redirectTo: `${environment().APP_URL}/auth/callback?next=/reset-password`,
  })
  if (error && codeOf(error) === "unavailable") return { error: "unavailable", sentTo: null }
  return { error: null, sentTo: parsed.data.email }
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
  if (error) return { problem: null, error: codeOf(error) }
  const others = await client.auth.signOut({ scope: "others" })
  if (others.error) console.error("signOut others", others.error)
  redirect("/")
}

function codeOf(error: unknown): ErrorCode {
  if (!isAuthApiError(error) || error.status === 429 || error.status >= 500) return "unavailable"
  if (error.code === "invalid_credentials" || error.code === "user_banned") return "wrong_credentials"
  return "unexpected"
}
