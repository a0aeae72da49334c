import "server-only"
import type { ServerClient } from "@/lib/supabase/server"

/** The user behind a session whose token is signed and not expired, without asking anybody; null without one. */
export async function signedInUser(client: ServerClient): Promise<string | null> {
  const { data } = await client.auth.getClaims()
  return data?.claims.sub ?? null
}
