import "server-only"
import { AppError } from "@/lib/errors"
import type { ServerClient } from "@/lib/supabase/server"

/** A user and the app session their token was made for. */
export type SessionUser = { userId: string; sessionId: string }

/** Who is behind a session whose token is signed and not expired, without asking anybody; null without one. */
export async function signedInUser(client: ServerClient): Promise<SessionUser | null> {
  const { data } = await client.auth.getClaims()
  return data ? { userId: data.claims.sub, sessionId: data.claims.session_id } : null
}

/**
 * Refuses a request that a page sends for somebody else than who is signed in by now, with AppError `other_person`. Pages
 * name whom they were made for: in the header `x-signed-in-as`, a beacon in the query as `as`.
 */
export function requireSamePerson(request: Request, userId: string): void {
  const named = request.headers.get("x-signed-in-as") ?? new URL(request.url).searchParams.get("as")
  if (named && named !== userId) throw new AppError("other_person")
}
