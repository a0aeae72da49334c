import { randomUUID } from "node:crypto"
import { createClient, type Session, type SupabaseClient } from "@supabase/supabase-js"
import { backend } from "./backend.ts"

const options = { auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false } }

/** A visitor: the publishable key and no session. */
export function anonymous(): SupabaseClient {
  const { url, publishableKey } = backend()
  return createClient(url, publishableKey, options)
}

/** The server: the secret key. */
export function service(): SupabaseClient {
  const { url, secretKey } = backend()
  return createClient(url, secretKey, options)
}

export interface Person {
  id: string
  email: string
  password: string
  client: SupabaseClient
  session: Session
}

/** A new user, signed in on a client of their own. The address ends with a domain that cannot exist. */
export async function newPerson(appMetadata: Record<string, unknown> = {}): Promise<Person> {
  const email = `contract-${randomUUID()}@example.invalid`
  const password = `pw-${randomUUID()}`
  const created = await service().auth.admin.createUser({
    email,
    password,
    email_confirm: true,
    app_metadata: appMetadata,
  })
  if (created.error) throw created.error
  const client = anonymous()
  const { data, error } = await client.auth.signInWithPassword({ email, password })
  if (error) throw error
  return { id: created.data.user.id, email, password, client, session: data.session }
}

export async function removePeople(...people: (Person | undefined)[]): Promise<void> {
  for (const person of people) {
    if (person === undefined) continue
    await person.client.removeAllChannels()
    const { error } = await service().auth.admin.deleteUser(person.id)
    if (error && error.code !== "user_not_found") throw error
  }
}
