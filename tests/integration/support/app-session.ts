import { createServerClient } from "@supabase/ssr"
import type { DatabaseClient } from "../../../lib/supabase/client.ts"
import type { Database } from "../../../lib/supabase/types.ts"
import type { TestMember } from "../../support/accounts.ts"
import type { ProductUnderTest } from "../global-setup.ts"

/** Somebody signed in to the app: their database client, and the app's endpoints with their cookies. */
export class AppSession {
  readonly client: DatabaseClient
  readonly #appUrl: string
  readonly #cookies: Map<string, string>

  private constructor(client: DatabaseClient, appUrl: string, cookies: Map<string, string>) {
    this.client = client
    this.#appUrl = appUrl
    this.#cookies = cookies
  }

  /** Signs in with the app password; the cookies are those the app's own pages would set. */
  static async signIn({ appUrl, supabase }: ProductUnderTest, member: TestMember): Promise<AppSession> {
    const cookies = new Map<string, string>()
    const client = createServerClient<Database>(supabase.url, supabase.publishableKey, {
      cookies: {
        getAll: () => [...cookies].map(([name, value]) => ({ name, value })),
        setAll: (changed) => {
          for (const { name, value } of changed) cookies.set(name, value)
        },
      },
    })
    const { email, password } = member
    const { error } = await client.auth.signInWithPassword({ email, password })
    if (error) throw error
    return new AppSession(client, appUrl, cookies)
  }

  /** A request of this person's browser to the app. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, cookie: this.cookieHeader() }
    return await fetch(`${this.#appUrl}${path}`, { ...init, headers })
  }

  /** The cookies as this person's browser sends them. */
  cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ")
  }

  post(path: string, body?: unknown): Promise<Response> {
    return this.fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    })
  }
}
