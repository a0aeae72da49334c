import type pg from "pg"
import { createAccount, type TestAccount } from "../../tests/support/accounts.ts"
import { insertBulkTickets } from "../../tests/support/bulk-tickets.ts"
import { compare, type Row, timed } from "../measure.ts"
import type { Bench } from "../stack.ts"

const tickets = 1_000_000
const inboxes = 20

/** A page of tickets and the sidebar's counts with a million tickets in the account. */
export async function millionTickets({ database, log }: Bench): Promise<Row[]> {
  const names = Array.from({ length: inboxes }, (_, place) => `Inbox ${place + 1}`)
  // A believable person: in half of the inboxes, with different roles.
  const roles = Object.fromEntries(
    names.slice(0, inboxes / 2).map((_, place) => [place, "operator" as const]),
  )
  const account = await createAccount(database, {
    inboxes: names,
    members: { agent: { inboxes: roles, book: "operator" } },
  })
  log(`filling ${tickets.toLocaleString("en")} tickets`)
  const filling = await database.connect()
  try {
    // Each with its call, message and memo, and a quarter of them in the list that is asked for.
    await insertBulkTickets(filling, account, { tickets, open: 0.25 })
    // As the autovacuum of a database in use would have.
    await filling.query("vacuum (analyze)")
  } finally {
    filling.release()
  }

  // A connection each, as a pool keeps them: warm, and of one role.
  const agent = await connect(database, account, "set role authenticated")
  const owner = await connect(database, account, "set row_security = off")
  const page = (db: pg.PoolClient) =>
    ask(db, "select * from public.list_tickets($1, 'open')", [account.inbox().id])
  const counts = (db: pg.PoolClient) => ask(db, "select * from public.sidebar()", [])
  try {
    return [
      await compare({
        name: "ticket_page_1m",
        floor: "the same query without row security",
        n: 200,
        aim: 2,
        sample: () => page(agent),
        floorSample: () => page(owner),
      }),
      await compare({
        name: "sidebar_counts_1m",
        floor: "the same query without row security",
        n: 200,
        aim: 1.5,
        sample: () => counts(agent),
        floorSample: () => counts(owner),
      }),
    ]
  } finally {
    // Not to be used again with what was set on them.
    agent.release(true)
    owner.release(true)
  }
}

/** A connection with the agent's claims, under row security or above it. */
async function connect(database: pg.Pool, account: TestAccount, setting: string): Promise<pg.PoolClient> {
  const db = await database.connect()
  const claims = JSON.stringify({ sub: account.member("agent").userId, role: "authenticated" })
  await db.query("select set_config('request.jwt.claims', $1, false)", [claims])
  await db.query(setting)
  return db
}

/** Asks and answers with the milliseconds it took. Throws when nothing is found: that would not be the query meant. */
async function ask(db: pg.PoolClient, query: string, values: string[]): Promise<number> {
  let found = 0
  const milliseconds = await timed(async () => {
    found = (await db.query(query, values)).rows.length
  })
  if (found === 0) throw new Error(`nothing found by ${query}`)
  return milliseconds
}
