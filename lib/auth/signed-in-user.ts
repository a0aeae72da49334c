import "server-only"
import type { ServerClient } from "@/lib/supabase/server"

/** A user and the app session their token was made for. */
export type SessionUser = { userId: string; sessionId: string }

/** Who is behind a session whose token is signed and not expired, without asking anybody; null without one. */
export async function signedInUser(client: ServerClient): Promise<SessionUser | null> {
  const { data } = await client.auth.getClaims()
  return data ? { userId: data.claims.sub, sessionId: data.claims.session_id } : null
}
