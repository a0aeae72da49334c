import { fileURLToPath } from "node:url"
import type pg from "pg"
import { expect, inject, test } from "vitest"
import { createDatabase } from "../../local/supabase/database/databases.ts"
import { readRoutines, routinesOf } from "../../scripts/routines/folder.ts"
import { type Migration, planMigration } from "../../scripts/routines/migration.ts"
import { openDatabase } from "./support/database.ts"

// A copy of its own: what is done to it here locks everything.
const { dbUrl, templateUrl } = inject("sql")
const template = new URL(templateUrl).pathname.slice(1)
const db = openDatabase(await createDatabase(dbUrl, `routines_${process.pid}`, template), 1)
const files = readRoutines(fileURLToPath(new URL("../../supabase/routines", import.meta.url)))

async function rolledBack(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await db.pool.connect()
  try {
    await client.query("begin")
    await work(client)
  } finally {
    await client.query("rollback")
    client.release()
  }
}

interface Kept {
  name: string
  text: string
  /** Who may execute it beside its owner. */
  grantees: string[]
}

/** Our routines, not an extension's, as the database keeps them; `like` narrows them by name. */
async function kept(client: pg.PoolClient, like = "%"): Promise<Kept[]> {
  const { rows } = await client.query<Kept>(
    `select r.name, pg_get_functiondef(r.oid) as text, array(
       select coalesce(nullif(acl.grantee, 0)::regrole::text, 'public')
       from aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) acl where acl.grantee <> r.proowner order by 1) as grantees
     from (
       select p.oid, p.proacl, p.proowner, n.nspname || '.' || p.proname as name
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('public', 'private')
         and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     ) r where r.name like $1 order by 1, 2`,
    [like],
  )
  return rows
}

test("the database's functions, and who may execute them, are those of supabase/routines: npm run generate:routines", async () => {
  await rolledBack(async (client) => {
    const before = await kept(client)
    expect(before.length).toBeGreaterThan(150)
    await client.query(`drop routine ${before.map(({ name }) => name).join(", ")} cascade`)
    await client.query("set local check_function_bodies = off")
    for (const { text } of files) await client.query(text)
    expect(await kept(client)).toEqual(before)
  })
})

test("each body can be read where everything it names is there", async () => {
  await rolledBack(async (client) => {
    await client.query("set local check_function_bodies = on")
    for (const { text } of files) await client.query(text)
  })
})

test("what is generated after a release leads the database from the released routines to the present ones", async () => {
  const file = (name: string, list: string, body: string, grantee: string) => {
    const text = `create or replace function private.fixture_${name}(${list}) returns integer
language sql as $$ select ${body} $$;
grant execute on function private.fixture_${name} to ${grantee};
`
    return { path: `area/fixture_${name}.sql`, text, routines: routinesOf(`area/fixture_${name}.sql`, text) }
  }
  const before = [
    file("same", "a integer", "1", "authenticated"),
    file("other_body", "a integer", "1", "authenticated"),
    file("other_list", "a integer", "1", "authenticated"),
    file("other_grant", "a integer", "1", "authenticated"),
    file("gone", "a integer", "1", "authenticated"),
  ]
  const after = [
    file("same", "a integer", "1", "authenticated"),
    file("other_body", "a integer", "2", "authenticated"),
    file("other_list", "b integer, c integer default 2", "b + c", "service_role"),
    file("other_grant", "a integer", "1", "anon"),
    file("new", "", "1", "authenticated"),
  ]
  const now = new Date("2027-01-01T00:00:00Z")
  const planned = (present: typeof after, migrations: Migration[], released: string | null): Migration => {
    const { write } = planMigration(present, migrations, released, now)
    if (write === null) throw new Error("nothing to write")
    return write
  }
  await rolledBack(async (client) => {
    const first = planned(before, [], null)
    await client.query(first.text)
    await client.query(planned(after, [first], first.name.slice(0, 14)).text)
    const led = await kept(client, "private.fixture%")
    await client.query(`drop routine ${led.map(({ name }) => name).join(", ")}`)
    await client.query(planned(after, [], null).text)
    expect(led).toEqual(await kept(client, "private.fixture%"))
    expect(led).toHaveLength(after.length)
  })
})
