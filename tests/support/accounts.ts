import { randomInt, randomUUID } from "node:crypto"
import { createClient } from "@supabase/supabase-js"
import type pg from "pg"
import type { DatabaseClient } from "../../lib/supabase/client.ts"
import type { Database } from "../../lib/supabase/types.ts"
import { insertAccount } from "./account/insert.ts"
import type { AccountOptions, TestAccount } from "./account/shape.ts"

export type { AccountOptions, MemberOptions, TestAccount, TestMember } from "./account/shape.ts"

type Connection = pg.Client | pg.Pool

async function inTransaction<T>(db: Connection, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const isPool = "totalCount" in db
  const client = isPool ? await db.connect() : db
  try {
    await client.query("begin")
    const result = await work(client)
    await client.query("commit")
    return result
  } catch (error) {
    await client.query("rollback")
    throw error
  } finally {
    if (isPool) (client as pg.PoolClient).release()
  }
}

/**
 * Makes an account of its own: inboxes each with number, queue, published flow and opening hours, and members who can
 * sign in to app and phone. By default one inbox, an owner without a role in it and two operators. `db` signs in as the
 * database's owner. Hundreds of rows take a few milliseconds; nothing is announced on topics.
 */
export function createAccount(db: Connection, options: AccountOptions = {}): Promise<TestAccount> {
  return inTransaction(db, (client) => insertAccount(client, options))
}

/** Removes everything of the account, its people's sign-ins included; triggers are passed by, the call log's too. */
export function removeAccount(db: Connection, accountId: string): Promise<void> {
  return inTransaction(db, async (client) => {
    await client.query("set local session_replication_role = replica")
    const { rows: users } = await client.query<{ user_id: string }>(
      "select user_id from public.members where account_id = $1",
      [accountId],
    )
    const ids = users.map(({ user_id }) => user_id)
    await client.query("delete from auth.identities where user_id = any($1)", [ids])
    await client.query("delete from auth.refresh_tokens where user_id = any($1::text[])", [ids])
    await client.query("delete from auth.sessions where user_id = any($1)", [ids])
    await client.query("delete from auth.users where id = any($1)", [ids])
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('public.%I', c.relname) as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
    )
    for (const { name } of tables)
      await client.query(`delete from ${name} where account_id = $1`, [accountId])
    await client.query("delete from public.accounts where id = $1", [accountId])
  })
}

/** A client signed in to the app as that person. It keeps its session in memory and does not refresh it. */
export async function signIn(
  url: string,
  publishableKey: string,
  email: string,
  password: string,
): Promise<DatabaseClient> {
  const client = createClient<Database>(url, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, storageKey: randomUUID() },
  })
  const { error } = await client.auth.signInWithPassword({ email, password })
  if (error) throw error
  return client
}

/** A Japanese mobile number nobody has been given in a test before, most likely: one of a hundred million. */
export function freeCustomerNumber(): string {
  return `+8190${randomInt(10_000_000, 100_000_000)}`
}
