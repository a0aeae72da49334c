import { createBrowserClient } from "@supabase/ssr"
import { isAuthRetryableFetchError } from "@supabase/supabase-js"
import { guardedFetch } from "@/lib/auth/guarded-fetch"
import { pageIdentity, type Seen } from "@/lib/auth/page-identity"
import { dateAhead, timedFetch } from "@/lib/clock/page-clock"
import type { PublicConfig } from "@/lib/public-config"
import { sendingStorable } from "@/lib/storable"
import type { Database } from "@/lib/supabase/types"
import { sessionCookies, withOwnExpiry } from "./session-times"

type Address = Pick<PublicConfig, "supabaseUrl" | "publishableKey">

function create({ supabaseUrl, publishableKey }: Address): BrowserClient {
  const send = sendingStorable(withOwnExpiry(timedFetch))
  const created: BrowserClient = createBrowserClient<Database>(supabaseUrl, publishableKey, {
    cookies: sessionCookies(dateAhead),
    cookieOptions: { secure: location.protocol === "https:" },
    global: { fetch: guardedFetch(pageIdentity, send, () => look(created)) },
  })
  // A session that could not be renewed has been removed: nothing else would say so while nothing is asked.
  created.auth.onAuthStateChange((event) => {
    if (event === "SIGNED_OUT") pageIdentity.judge("nobody")
  })
  return created
}

let client: BrowserClient | undefined

/** The page's one client, with the rights of the person signed in; made at first use. */
export function browserClient(config: Address): BrowserClient {
  client ??= create(config)
  return client
}

export type BrowserClient = ReturnType<typeof createBrowserClient<Database>>

/** Whose session the browser holds at this moment, renewed when it has run out. */
async function look({ auth }: BrowserClient): Promise<Seen> {
  const { data, error } = await auth.getSession()
  if (data.session) return { accessToken: data.session.access_token }
  return error && isAuthRetryableFetchError(error) ? "unknown" : "nobody"
}

/** Compares the browser's session with whom the page was made for. */
export async function lookWhoIsSignedIn(client: BrowserClient): Promise<void> {
  pageIdentity.judge(await look(client))
}

/** The present access token of the page's owner; null when there is none, or it is another person's. */
export async function ownAccessToken(client: BrowserClient): Promise<string | null> {
  const seen = await look(client)
  if (pageIdentity.judge(seen) !== "own" || typeof seen === "string") return null
  return seen.accessToken
}
