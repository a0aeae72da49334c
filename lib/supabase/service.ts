import "server-only"
import { createClient } from "@supabase/supabase-js"
import { environment } from "@/lib/env"
import type { Database } from "@/lib/supabase/types"

function create() {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = environment()
  return createClient<Database>(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
}

let client: ReturnType<typeof create> | undefined

/** A client above all row rights. Only for what answers a request that has been authenticated in its own way. */
export function serviceClient() {
  client ??= create()
  return client
}

export type ServiceClient = ReturnType<typeof serviceClient>
