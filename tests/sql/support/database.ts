import pg from "pg"
import { afterAll, inject } from "vitest"
import { type AccountOptions, createAccount, removeAccount, type TestMember } from "../../support/accounts.ts"

/** Connections as the database's owner, for the file that calls it; ended with the file, its accounts removed. */
export function openDatabase(dbUrl = inject("sql").dbUrl, max = 10) {
  const pool = new pg.Pool({ connectionString: dbUrl, max })
  const accounts: string[] = []
  afterAll(async () => {
    for (const id of accounts) await removeAccount(pool, id)
    await pool.end()
  })
  return {
    pool,
    query: pool.query.bind(pool) as pg.Pool["query"],
    createAccount: async (options?: AccountOptions) => {
      const account = await createAccount(pool, options)
      accounts.push(account.id)
      return account
    },
  }
}

/** Whoever a statement runs as: a signed-in member, somebody signed in without a member, or nobody. */
export type Persona = Pick<TestMember, "userId"> | "anonymous"

/**
 * Runs `work` in one transaction as the API would for that person: their role, their claims. Commits, or rolls back
 * when it throws. `session` tells several app sign-ins of one person apart; each is there before the transaction begins.
 */
export async function as<T>(
  pool: pg.Pool,
  persona: Persona,
  work: (client: pg.PoolClient) => Promise<T>,
  session = "here",
): Promise<T> {
  const sessionId = persona === "anonymous" ? null : await appSession(pool, persona.userId, session)
  const client = await pool.connect()
  try {
    await client.query("begin")
    const role = persona === "anonymous" ? "anon" : "authenticated"
    const claims = persona === "anonymous" ? { role } : { role, sub: persona.userId, session_id: sessionId }
    await client.query("select set_config('request.jwt.claims', $1, true)", [JSON.stringify(claims)])
    await client.query(`set local role ${role}`)
    const result = await work(client)
    await client.query("commit")
    return result
  } catch (error) {
    await client.query("rollback")
    throw error
  } finally {
    client.release()
  }
}

/** The id of a person's app sign-in of that name, which is made when it is not there yet. */
export async function appSession(pool: pg.Pool, userId: string, name = "here"): Promise<string> {
  const { rows } = await pool.query<{ id: string }>("select md5($1)::uuid as id", [`${userId} ${name}`])
  const id = rows[0]?.id ?? ""
  await pool.query(
    "insert into auth.sessions (id, user_id, created_at, updated_at) values ($1, $2, now(), now()) on conflict do nothing",
    [id, userId],
  )
  return id
}

/** The one value of the one row a function call answers with. */
export async function call<T>(client: pg.ClientBase, expression: string, values: unknown[] = []): Promise<T> {
  const { rows } = await client.query<{ value: T }>(`select ${expression} as value`, values)
  const [row] = rows
  if (!row) throw new Error(`no row from ${expression}`)
  return row.value
}
