import "server-only"
import { createServerClient as createClient } from "@supabase/ssr"
import { cookies } from "next/headers"
import { environment, isServedOverTls } from "@/lib/env"
import { sendingStorable } from "@/lib/storable"
import type { Database } from "@/lib/supabase/types"

/**
 * A client with the rights of whoever sent the present request, from the session in its cookies. One per request.
 * A refreshed session is written back where Next allows it (actions, route handlers); while rendering it does not,
 * and `proxy.ts` has refreshed the session before.
 */
export async function createServerClient() {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = environment()
  const jar = await cookies()
  return createClient<Database>(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    cookieOptions: { secure: isServedOverTls() },
    global: { fetch: sendingStorable(fetch) },
    cookies: {
      getAll: () => jar.getAll(),
      setAll(changed) {
        try {
          for (const { name, value, options } of changed) jar.set(name, value, options)
        } catch {
          // Rendering: Next refuses to set cookies here.
        }
      },
    },
  })
}

export type ServerClient = Awaited<ReturnType<typeof createServerClient>>
