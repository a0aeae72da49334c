import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { insertCall, insertTicket } from "./support/calls.ts"
import { openDatabase } from "./support/database.ts"

const db = openDatabase()

/** Why a reference between two tables of accounts may do without the account. */
const exempt: Record<string, string> = {
  "provider_receipts.call_id": "a receipt is written before its account is known, and read by nobody",
}

test("[K10] every reference between rows of accounts carries what ties them to one account", async () => {
  const { rows } = await db.query<{ table: string; columns: string[] }>(
    `with owned as (
       select attrelid as id from pg_attribute a join pg_class c on c.oid = a.attrelid
       where a.attname = 'account_id' and not a.attisdropped and c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
     )
     select c.conrelid::regclass::text as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
     where c.contype = 'f' and c.conrelid in (select id from owned) and c.confrelid in (select id from owned)
     group by c.oid, c.conrelid`,
  )
  expect(rows.length).toBeGreaterThan(40)
  const loose = rows
    .filter(
      ({ columns }) => !columns.some((name) => ["account_id", "inbox_id", "address_book_id"].includes(name)),
    )
    .map(({ table, columns }) => `${table.replace("public.", "")}.${columns.join()}`)
    .filter((name) => !(name in exempt))
  expect(loose).toEqual([])
})

test("[K10] a row cannot point into another account", async () => {
  const [mine, theirs] = [await db.createAccount(), await db.createAccount()]
  const call = await insertCall(db.pool, mine)
  const foreign = { code: "23503" }
  const ticket = await insertTicket(db.pool, theirs)
  await expect(
    db.query("update public.calls set ticket_id = $2 where id = $1", [call.id, ticket]),
  ).rejects.toMatchObject(foreign)
  await expect(
    db.query(
      "insert into public.inbox_members (account_id, inbox_id, member_id, role) values ($1, $2, $3, 'admin')",
      [mine.id, mine.inbox().id, theirs.member("first").id],
    ),
  ).rejects.toMatchObject(foreign)
  await expect(
    db.query(
      "insert into public.messages (id, account_id, inbox_id, ticket_id, kind) values ($1, $2, $3, $4, 'note')",
      [randomUUID(), mine.id, mine.inbox().id, ticket],
    ),
  ).rejects.toMatchObject(foreign)
})
