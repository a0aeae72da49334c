import { expect, test } from "vitest"
import { insertTicket } from "./support/calls.ts"
import { openDatabase } from "./support/database.ts"
import { inboxTopic, said } from "./support/topics.ts"

const db = openDatabase(undefined, 50)

test("[K7] fifty simultaneous commits leave a sequence without gap or repetition, in the order of the commits", async () => {
  const account = await db.createAccount({ inboxes: ["One", "Two"] })
  const tickets = await Promise.all(
    Array.from({ length: 50 }, (_, index) => insertTicket(db.pool, account, { place: index % 2 })),
  )
  await Promise.all(
    tickets.map((id) => db.query("update public.tickets set status = 'on_hold' where id = $1", [id])),
  )
  for (const place of [0, 1]) {
    const news = await said(db, await inboxTopic(db, account.inbox(place).id))
    expect(news.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
    // A ticket's creation was committed before its change, so its number is the lower one.
    for (const id of new Set(news.map((one) => one.id))) {
      expect(news.filter((one) => one.id === id).map(({ op }) => op)).toEqual(["insert", "update"])
    }
  }
})

test("[K7] nothing is left aside once the transactions are over", async () => {
  const account = await db.createAccount()
  await insertTicket(db.pool, account)
  const { rows } = await db.query(
    `select (select count(*)::int from private.publications where xid = any(select xid from private.flushes)) as publications,
       (select count(*)::int from private.counter_changes c where c.inbox_id = $1) as counters,
       (select count(*)::int from private.publications p where p.scope_id = $1) as own`,
    [account.inbox().id],
  )
  expect(rows[0]).toEqual({ publications: 0, counters: 0, own: 0 })
})
