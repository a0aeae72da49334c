import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { insertTicket } from "./support/calls.ts"
import { openDatabase } from "./support/database.ts"
import { waitForLocks } from "./support/locks.ts"
import { inboxTopic, messages, said } from "./support/topics.ts"

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
    const topic = await inboxTopic(db, account.inbox(place).id)
    expect((await messages(db, topic)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    )
    const news = (await said(db, topic)).filter(({ table }) => table === "tickets")
    // A ticket's creation was committed before its change, so its number is the lower one.
    for (const id of new Set(news.map((one) => one.id))) {
      expect(news.filter((one) => one.id === id).map(({ op }) => op)).toEqual(["insert", "update"])
    }
  }
})

test("[K7] what a transaction set aside for its end is gone with its end, however it ends", async () => {
  const account = await db.createAccount()
  // What another transaction has set aside and not committed cannot be seen: whatever can be was left behind.
  const aside = async (client: Pick<typeof db, "query"> = db) => {
    const { rows } = await client.query(
      `select (select count(*)::int from private.flushes) as flushes,
         (select count(*)::int from private.publications) as publications,
         (select count(*)::int from private.counter_changes) as counters`,
    )
    return rows[0]
  }
  const nothing = { flushes: 0, publications: 0, counters: 0 }
  for (const end of ["commit", "rollback"]) {
    const client = await db.pool.connect()
    try {
      await client.query("begin")
      await insertTicket(client, account)
      expect(await aside(client), end).toEqual({ flushes: 1, publications: 1, counters: 1 })
      await client.query(end)
    } finally {
      client.release()
    }
    expect(await aside(), end).toEqual(nothing)
  }
})

test("[K7] a row is as new as its number: what was committed while its transaction waited for its turn is in it", async () => {
  const account = await db.createAccount()
  const inbox = account.inbox().id
  const ticket = await insertTicket(db.pool, account)
  const label = randomUUID()
  await db.query("insert into public.labels (id, account_id, inbox_id, name) values ($1, $2, $3, '至急')", [
    label,
    account.id,
    inbox,
  ])
  await db.query(
    "insert into public.ticket_labels (account_id, inbox_id, ticket_id, label_id) values ($1, $2, $3, $4)",
    [account.id, inbox, ticket, label],
  )
  const first = await db.pool.connect()
  await first.query("begin")
  // Part of the ticket's row, and no row the other transaction would have to wait for before its end.
  await first.query("update public.labels set name = '最優先' where id = $1", [label])
  // Its message is written and its number taken, and nobody sees any of it yet.
  await first.query("set constraints all immediate")
  const second = db.query("/* second */ update public.tickets set subject = 'on' where id = $1", [ticket])
  await waitForLocks(db, "/* second */")
  await first.query("commit")
  first.release()
  await second
  const last = (await messages(db, await inboxTopic(db, inbox))).at(-1)
  expect(last?.changes?.[0]?.row).toMatchObject({ subject: "on", labels: [{ id: label, name: "最優先" }] })
})
