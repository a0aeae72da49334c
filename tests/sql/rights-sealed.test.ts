import { expect, test } from "vitest"
import { openDatabase } from "./support/database.ts"

const db = openDatabase()

const sealed = "'phone_credentials', 'call_effects', 'call_deadlines', 'provider_receipts'"

/** By what must never be: a query that finds it, and how somebody careless would bring it about. */
const faults: Record<string, { find: string; make: string }> = {
  "a table of the API without row level security": {
    find: `select relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`,
    make: "create table public.careless (id int)",
  },
  "a policy for others than the signed-in": {
    find: `select schemaname, tablename, policyname from pg_policies
      where schemaname in ('public', 'storage', 'realtime') and roles <> '{authenticated}'`,
    make: "create policy careless on public.tickets for select to anon using (true)",
  },
  "a policy for everything at once": {
    find: "select policyname from pg_policies where schemaname = 'public' and cmd = 'ALL'",
    make: "create policy careless on public.tickets to authenticated using (true)",
  },
  "a view of the API with its owner's rights": {
    find: `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
      and not coalesce('security_invoker=true' = any(reloptions), false)`,
    make: "create view public.careless as select id from public.tickets",
  },
  "a table anonymous visitors may touch": {
    find: `select distinct table_name, privilege_type from information_schema.role_table_grants
      where table_schema in ('public', 'private') and grantee in ('anon', 'PUBLIC')`,
    make: "grant select on public.tickets to anon",
  },
  "a function anonymous visitors may run": {
    find: `select p.oid::regprocedure from pg_proc p
      where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and has_function_privilege('anon', p.oid, 'execute')`,
    make: "grant execute on function public.sidebar() to anon",
  },
  "a sequence anonymous visitors may use": {
    find: `select c.relname from pg_class c where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      and case when c.relkind = 'S' then has_sequence_privilege('anon', c.oid, 'usage') end`,
    make: "create sequence public.careless; grant usage on sequence public.careless to anon",
  },
  "a function of the API with its owner's rights": {
    find: "select oid::regprocedure from pg_proc where pronamespace = 'public'::regnamespace and prosecdef",
    make: "alter function public.sidebar() security definer",
  },
  "a function that leaves its search path open": {
    find: `select oid::regprocedure from pg_proc
      where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
        and not coalesce('search_path=""' = any(proconfig), false)`,
    make: "alter function public.sidebar() reset search_path",
  },
  "a policy on what only the service may touch": {
    find: `select policyname from pg_policies where tablename in (${sealed})`,
    make: "create policy careless on public.call_effects for select to authenticated using (true)",
  },
  "a grant on what only the service may touch": {
    find: `select table_name, privilege_type from information_schema.role_table_grants
      where grantee = 'authenticated' and (table_name in (${sealed}) or table_schema = 'private')`,
    make: "grant select on private.flushes to authenticated",
  },
  "a column a policy asks about without an index": {
    find: `select c.relname as table, a.attname as column
      from pg_policy p
      join pg_class c on c.oid = p.polrelid and c.relnamespace = 'public'::regnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.attname in ('id', 'account_id', 'inbox_id', 'member_id', 'address_book_id', 'call_id')
      where pg_get_expr(p.polqual, p.polrelid) ~ ('\\m' || a.attname || '\\M = |\\m' || a.attname || '\\M IN|\\(' || a.attname || ' ')
        and not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum)
      group by 1, 2 order by 1, 2`,
    make: `create table public.careless (account_id uuid);
      create policy careless on public.careless for select to authenticated
        using (account_id = (select private.my_account_id()))`,
  },
}

test.each(Object.entries(faults))(
  "[K10] there is not %s, and there would be no missing it",
  async (_, fault) => {
    expect((await db.query(fault.find)).rows).toEqual([])
    const client = await db.pool.connect()
    try {
      await client.query("begin")
      await client.query(fault.make)
      expect((await client.query(fault.find)).rows).not.toEqual([])
    } finally {
      await client.query("rollback")
      client.release()
    }
  },
)

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
