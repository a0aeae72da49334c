import { createBrowserClient } from "@supabase/ssr"
import type { PublicConfig } from "@/lib/public-config"
import type { Database } from "@/lib/supabase/types"

type Address = Pick<PublicConfig, "supabaseUrl" | "publishableKey">

function create({ supabaseUrl, publishableKey }: Address) {
  return createBrowserClient<Database>(supabaseUrl, publishableKey)
}

let client: ReturnType<typeof create> | undefined

/** The page's one client, with the rights of the person signed in; made at first use. */
export function browserClient(config: Address) {
  client ??= create(config)
  return client
}

export type BrowserClient = ReturnType<typeof browserClient>
