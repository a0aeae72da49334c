import { createBrowserClient } from "@supabase/ssr"
import { dateAhead, timedFetch } from "@/lib/clock/page-clock"
import type { PublicConfig } from "@/lib/public-config"
import { sendingStorable } from "@/lib/storable"
import type { Database } from "@/lib/supabase/types"
import { sessionCookies, withOwnExpiry } from "./session-times"

type Address = Pick<PublicConfig, "supabaseUrl" | "publishableKey">

function create({ supabaseUrl, publishableKey }: Address) {
  return createBrowserClient<Database>(supabaseUrl, publishableKey, {
    cookies: sessionCookies(dateAhead),
    global: { fetch: sendingStorable(withOwnExpiry(timedFetch)) },
  })
}

let client: ReturnType<typeof create> | undefined

/** The page's one client, with the rights of the person signed in; made at first use. */
export function browserClient(config: Address) {
  client ??= create(config)
  return client
}

export type BrowserClient = ReturnType<typeof browserClient>
