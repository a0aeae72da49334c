import "server-only"
import { headers } from "next/headers"
import { AppError, toAppError } from "@/lib/errors"
import { serviceClient } from "@/lib/supabase/service"
import { clientOrigin } from "./rules"

export type AttemptKind = "sign_in" | "mail"

/**
 * Counts a try for a mail address and for where the present request comes from, before it is passed on to Auth, and
 * resolves to what takes it back. Throws AppError `too_many_attempts` with the seconds to wait as detail. The limits are
 * the database's (`count_attempt`).
 */
export async function countAttempt(kind: AttemptKind, email: string): Promise<() => Promise<void>> {
  const origin = clientOrigin((await headers()).get("x-forwarded-for"))
  const attempt = { p_kind: kind, p_address: email, p_origin: origin }
  const { data: wait, error, status } = await serviceClient().rpc("count_attempt", attempt)
  if (error) throw toAppError(error, status)
  if (wait > 0) throw new AppError("too_many_attempts", { detail: String(wait) })
  return async () => {
    const { error } = await serviceClient().rpc("forget_attempt", attempt)
    // Counted once too often, which a quarter of an hour mends.
    if (error) console.error("forget_attempt", error)
  }
}
