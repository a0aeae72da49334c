import { expect, test } from "vitest"
import { openDatabase } from "./support/database.ts"

const db = openDatabase()
const list = async (query: string) => (await db.query(query)).rows.map((row) => Object.values(row).join(" "))

test("[K10] every table of the API has row level security, and every policy is for the signed-in only", async () => {
  expect(
    await list(
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity",
    ),
  ).toEqual([])
  expect(
    await list(
      `select schemaname, tablename, policyname from pg_policies
       where schemaname in ('public', 'storage', 'realtime') and roles <> '{authenticated}'`,
    ),
  ).toEqual([])
  expect(
    await list("select policyname from pg_policies where schemaname = 'public' and cmd = 'ALL'"),
  ).toEqual([])
})

test("[K10] every view of the API has the rights of whoever asks", async () => {
  expect(
    await list(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
         and not coalesce('security_invoker=true' = any(reloptions), false)`,
    ),
  ).toEqual([])
})

test("[K10] anonymous visitors may touch nothing: no table, no sequence, no function", async () => {
  expect(
    await list(
      `select distinct table_name, privilege_type from information_schema.role_table_grants
       where table_schema in ('public', 'private') and grantee in ('anon', 'PUBLIC')`,
    ),
  ).toEqual([])
  expect(
    await list(
      `select p.oid::regprocedure from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
         and has_function_privilege('anon', p.oid, 'execute')`,
    ),
  ).toEqual([])
  expect(
    await list(
      `select c.relname from pg_class c where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
         and case when c.relkind = 'S' then has_sequence_privilege('anon', c.oid, 'usage') end`,
    ),
  ).toEqual([])
})

test("[K10] what a later migration makes starts without grants", async () => {
  const client = await db.pool.connect()
  try {
    await client.query("begin")
    await client.query(
      "create table public.made_later (id int); create function public.made_later() returns int language sql as 'select 1'",
    )
    const { rows } = await client.query(
      `select role, has_table_privilege(role, 'public.made_later', 'select') as reads,
         has_function_privilege(role, 'public.made_later()', 'execute') as runs
       from unnest(array['anon', 'authenticated']) role`,
    )
    expect(rows).toEqual([
      { role: "anon", reads: false, runs: false },
      { role: "authenticated", reads: false, runs: false },
    ])
  } finally {
    await client.query("rollback")
    client.release()
  }
})

test("[K10] functions with their owner's rights live out of the API's sight and fix their search path", async () => {
  expect(
    await list(
      "select oid::regprocedure from pg_proc where pronamespace = 'public'::regnamespace and prosecdef",
    ),
  ).toEqual([])
  expect(
    await list(
      `select oid::regprocedure from pg_proc
       where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
         and not coalesce('search_path=""' = any(proconfig), false)`,
    ),
  ).toEqual([])
})

test("[K10] what only the service may touch has no policy and no grant", async () => {
  const tables = "'phone_credentials', 'call_effects', 'call_deadlines', 'provider_receipts'"
  expect(await list(`select policyname from pg_policies where tablename in (${tables})`)).toEqual([])
  expect(
    await list(
      `select table_name, privilege_type from information_schema.role_table_grants
       where grantee = 'authenticated' and (table_name in (${tables}) or table_schema = 'private')`,
    ),
  ).toEqual([])
})

test("[K10] columns a policy asks about are indexed", async () => {
  const { rows } = await db.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column
     from pg_policy p
     join pg_class c on c.oid = p.polrelid and c.relnamespace = 'public'::regnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.attname in ('id', 'account_id', 'inbox_id', 'member_id', 'address_book_id', 'call_id')
     where pg_get_expr(p.polqual, p.polrelid) ~ ('\\m' || a.attname || '\\M = |\\m' || a.attname || '\\M IN|\\(' || a.attname || ' ')
       and not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum)
     group by 1, 2 order by 1, 2`,
  )
  expect(rows).toEqual([])
})
