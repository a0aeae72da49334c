import { expect, test } from "vitest"
import { insertTicket } from "./support/calls.ts"
import { as, openDatabase } from "./support/database.ts"

const db = openDatabase()

test("[K10] every text and every document of every table has a longest length as a constraint", async () => {
  const { rows } = await db.query<{ name: string }>(
    `select c.relname || '.' || a.attname as name
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attgenerated = ''
       and coalesce(nullif(t.typbasetype, 0), t.oid) in ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype)
       and not exists (
         select from pg_constraint k
         where k.contype = 'c'
           and ((k.conrelid = c.oid and a.attnum = any (k.conkey)) or k.contypid = t.oid)
           -- A length, a pattern that ends, or a list of words.
           and pg_get_constraintdef(k.oid) ~ 'length[(]|[0-9]+,[0-9]+[}][$]|= ANY')
     order by 1`,
  )
  expect(rows).toEqual([])
})

test("a text of five megabytes is refused wherever a person may write one", async () => {
  const account = await db.createAccount({
    members: { owner: { role: "owner" }, agent: { inboxes: { 0: "admin" }, book: "manager" } },
  })
  const ticketId = await insertTicket(db.pool, account, { customerNumber: "+819012345678" })
  await db.query("insert into public.contacts (account_id, address_book_id, name) values ($1, $2, 'K')", [
    account.id,
    account.addressBookId,
  ])
  const long = "x".repeat(5_000_000)
  const { rows } = await db.query<{ table: string; column: string }>(
    `select distinct g.table_name as "table", g.column_name as "column"
     from information_schema.role_column_grants g
     join information_schema.columns c using (table_schema, table_name, column_name)
     where g.table_schema = 'public' and g.grantee = 'authenticated' and g.privilege_type = 'UPDATE'
       and c.data_type in ('text', 'jsonb') and c.domain_name is distinct from 'e164'
     order by 1, 2`,
  )
  expect(rows.length).toBeGreaterThan(10)
  for (const { table, column } of rows) {
    for (const key of ["owner", "agent"]) {
      const attempt = as(db.pool, account.member(key), (client) =>
        client.query(`update public.${table} set ${column} = $1`, [long]),
      )
      const outcome = await attempt.then(
        ({ rowCount }) => rowCount,
        (error: { code?: string }) => error.code,
      )
      // Refused by the constraint, or no row of theirs to change.
      expect(["23514", 0], `${table}.${column} by ${key}`).toContain(outcome)
    }
  }
  const subject = await db.query("select subject from public.tickets where id = $1", [ticketId])
  expect(subject.rows[0].subject).toBe("")
})

test("a number with a zero behind +81 is nobody's: it would be another customer", async () => {
  const read = async (number: string) =>
    (await db.query("select $1::public.e164 as number", [number])).rows[0]
  await expect(read("+810312345678")).rejects.toMatchObject({ code: "23514" })
  expect(await read("+81312345678")).toEqual({ number: "+81312345678" })
})
