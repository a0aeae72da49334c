import type pg from "pg"
import { createAccount, type TestAccount } from "../../tests/support/accounts.ts"
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
  await fill(database, account)

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

/** Tickets over all inboxes, statuses and a year, each with a message; counters and statistics as after real work. */
async function fill(database: pg.Pool, account: TestAccount): Promise<void> {
  const db = await database.connect()
  try {
    await db.query("begin")
    // Triggers would count and publish a million times what is set right below in one statement.
    await db.query("set local session_replication_role = replica")
    await db.query(
      `insert into public.tickets (id, account_id, inbox_id, number, subject, status, customer_number, last_message_at,
         last_message_kind, last_message_preview, created_at)
       select gen_random_uuid(), $1, ($2::uuid[])[1 + n % $3], n, 'Subject ' || n,
         (enum_range(null::public.ticket_status))[1 + n / $3 % 4], '+8190' || lpad((n % 200000 + 10000000)::text, 8, '0'),
         now() - n * interval '30 seconds', 'call_memo', 'Preview ' || n, now() - n * interval '30 seconds'
       from generate_series(1, $4) n`,
      [account.id, account.inboxes.map(({ id }) => id), inboxes, tickets],
    )
    await db.query(
      `insert into public.messages (account_id, inbox_id, ticket_id, kind, customer_number, body, occurred_at)
       select account_id, inbox_id, id, 'note', customer_number, subject, last_message_at
       from public.tickets where account_id = $1`,
      [account.id],
    )
    await db.query(
      `update public.inbox_counters k set open_tickets = t.open, on_hold_tickets = t.on_hold
       from (select inbox_id, count(*) filter (where status = 'open') as open,
               count(*) filter (where status = 'on_hold') as on_hold
             from public.tickets where account_id = $1 group by 1) t
       where k.inbox_id = t.inbox_id`,
      [account.id],
    )
    await db.query("commit")
    await db.query("vacuum (analyze) public.tickets, public.messages")
    // As the autovacuum of a database in use would have: the planner also asks about the tables beside them.
    await db.query("analyze")
  } finally {
    db.release()
  }
}
