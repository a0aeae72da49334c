import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { afterAll, beforeAll, expect, inject, test } from "vitest"
import { tellDemo } from "../../local/demo/tell.ts"
import { createDatabase, dropDatabase } from "../../local/supabase/database/databases.ts"

const seed = readFileSync(join(import.meta.dirname, "../../supabase/seed.sql"), "utf8")
const name = `moments_${randomUUID().slice(0, 8)}`
let client: pg.Client

beforeAll(async () => {
  const { dbUrl, templateUrl } = inject("sql")
  client = new pg.Client({
    connectionString: await createDatabase(dbUrl, name, new URL(templateUrl).pathname.slice(1)),
  })
  await client.connect()
})

afterAll(async () => {
  await client?.end()
  await dropDatabase(inject("sql").dbUrl, name)
})

test.each([
  ["a Sunday night", "2026-12-06T02:45:00+09:00"],
  ["the new year", "2027-01-01T00:01:00+09:00"],
])("a demo made on %s has something everywhere, of customers known and unknown", async (_, moment) => {
  await client.query("begin")
  try {
    await client.query("create schema fake_clock")
    await client.query(
      `create function fake_clock.now() returns timestamptz language sql stable as $$ select timestamptz '${moment}' $$`,
    )
    await client.query("set local search_path = fake_clock, pg_catalog, public")
    await client.query(withoutTransaction(seed))
    await tellDemo(client, new Date(moment))
    const { rows: inboxes } = await client.query<Record<string, number | string>>(
      `select i.name, count(*) filter (where status = 'open' and contact_id is not null)::int as known,
         count(*) filter (where status = 'open' and contact_id is null)::int as unknown,
         count(*) filter (where status = 'on_hold')::int as on_hold,
         (select count(*)::int from public.call_memos m where m.inbox_id = i.id and m.kind = 'missed_call' and m.handled_at is null) as missed,
         (select count(*)::int from public.calls c where c.inbox_id = i.id and c.ended_at > timestamptz '${moment}') as in_future
       from public.inboxes i join public.tickets t on t.inbox_id = i.id group by i.id`,
    )
    expect(inboxes).toHaveLength(2)
    for (const { name, in_future, ...kinds } of inboxes) {
      expect(in_future, `calls of ${name} that lie ahead`).toBe(0)
      for (const [kind, count] of Object.entries(kinds))
        expect(count, `${kind} of ${name}`).toBeGreaterThan(0)
    }
  } finally {
    await client.query("rollback")
  }
})

/** The seed's statements without the transaction they are in, for one that is to be rolled back. */
function withoutTransaction(statements: string): string {
  return statements.replace(/^begin;$/m, "").replace(/^commit;\s*$/m, "")
}
