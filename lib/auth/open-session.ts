import "server-only"
import { createClient, isAuthApiError, type Session } from "@supabase/supabase-js"
import { environment } from "@/lib/env"
import { AppError, type ErrorCode } from "@/lib/errors"
import { sendingStorable } from "@/lib/storable"
import type { ServerClient } from "@/lib/supabase/server"
import type { Database } from "@/lib/supabase/types"
import { countAttempt } from "./attempts"

/** A client of Auth that keeps nothing: what it opens becomes a browser's session only when it is taken over. */
export function passingClient() {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = environment()
  return createClient<Database>(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    global: { fetch: sendingStorable(fetch) },
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
}

/**
 * A session for mail address and password, not yet this browser's. Throws AppError: `wrong_credentials`,
 * `too_many_attempts`, `unavailable`. Wrong pairs are counted by address and by origin; right ones are not.
 */
export async function openSession(pair: { email: string; password: string }): Promise<Session> {
  const forget = await countAttempt("sign_in", pair.email)
  const { data, error } = await passingClient().auth.signInWithPassword(pair)
  const code = error && authErrorCode(error)
  if (code !== "wrong_credentials") await forget()
  if (code) throw new AppError(code, { cause: error })
  return data.session as Session
}

/** Makes `session` this browser's; the session of somebody else that it replaces is ended, with their phone's. */
export async function takeOver(client: ServerClient, session: Session): Promise<void> {
  const { data: present } = await client.auth.getClaims()
  if (present && present.claims.sub !== session.user.id) await endSession(client)
  const { error } = await client.auth.setSession(session)
  if (error) throw new AppError(authErrorCode(error), { cause: error })
}

/** Signs out of the phone and of the app in this browser (`local`) or in all (`global`). What cannot be reached does not keep anybody signed in. */
export async function endSession(client: ServerClient, scope: "local" | "global" = "local"): Promise<void> {
  const phone = await client.rpc("sign_out_phone")
  // The phone session ends without its heartbeat as well.
  if (phone.error) console.error("sign_out_phone", phone.error)
  const { error } = await client.auth.signOut({ scope })
  if (error) console.error("signOut", error)
}

/** What an error of Auth is to a person. */
export function authErrorCode(error: unknown): ErrorCode {
  if (!isAuthApiError(error) || error.status === 429 || error.status >= 500) return "unavailable"
  if (error.code === "invalid_credentials" || error.code === "user_banned") return "wrong_credentials"
  return "unexpected"
}
