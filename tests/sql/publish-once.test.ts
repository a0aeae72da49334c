import { expect, test } from "vitest"
import { insertCall, insertMemo, insertOffer, insertTicket } from "./support/calls.ts"
import { openDatabase } from "./support/database.ts"
import { inboxTopic, lastSeq, messages, said, sayHeld } from "./support/topics.ts"

const db = openDatabase()

test("[K7] a transaction announces a row once, however often it changed it", async () => {
  const account = await db.createAccount()
  const topic = await inboxTopic(db, account.inbox().id)
  const ticketId = await insertTicket(db.pool, account)
  const before = await lastSeq(db, topic)
  const client = await db.pool.connect()
  await client.query("begin")
  for (const status of ["on_hold", "done", "open", "no_action"]) {
    await client.query("update public.tickets set status = $2 where id = $1", [ticketId, status])
  }
  expect(await lastSeq(db, topic)).toBe(before)
  await client.query("commit")
  client.release()
  const news = (await said(db, topic)).filter(({ seq, table }) => seq > before && table === "tickets")
  expect(news).toEqual([{ table: "tickets", id: ticketId, op: "update", seq: before + 1 }])
})

test("[K13] a transaction sends one message a topic, whatever it changes, with the inbox's counts in it", async () => {
  const account = await db.createAccount()
  const topic = await inboxTopic(db, account.inbox().id)
  for (const _ of [1, 2, 3]) await insertTicket(db.pool, account)
  await db.query("update public.tickets set status = 'done' where account_id = $1", [account.id])
  const news = await messages(db, topic)
  expect(news.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  expect(
    news[3]?.changes?.map(({ table, op, row }) => [table, op, row?.status ?? row?.open_tickets]),
  ).toEqual([
    ["inboxes", "update", 0],
    ["tickets", "update", "done"],
    ["tickets", "update", "done"],
    ["tickets", "update", "done"],
  ])
})

test("[K7] a message and its memo are announced with their ticket and the caller to ring back", async () => {
  const account = await db.createAccount()
  const topic = await inboxTopic(db, account.inbox().id)
  const call = await insertCall(db.pool, account)
  const ticketId = await insertTicket(db.pool, account, { customerNumber: call.customerNumber })
  const before = await lastSeq(db, topic)
  const client = await db.pool.connect()
  await client.query("begin")
  const message = await insertMemo(client, { call, ticketId })
  await client.query("commit")
  client.release()
  const news = (await said(db, topic)).filter(({ seq }) => seq > before)
  expect(news.map(({ seq, op, table, id }) => [seq - before, op, table, id])).toEqual([
    [1, "update", "inboxes", account.inbox().id],
    [1, "insert", "messages", message],
    [1, "update", "missed_callers", `missed_call:${call.customerNumber}`],
    [1, "update", "tickets", ticketId],
  ])
})

test("[K7] what is gone at the end of the transaction is announced as deleted, without a row", async () => {
  const account = await db.createAccount({ inboxes: ["One", "Two"] })
  const [from, to] = [account.inbox(0).id, account.inbox(1).id]
  const ticket = await insertTicket(db.pool, account)
  await db.query("update public.tickets set inbox_id = $2 where id = $1", [ticket, to])
  const last = async (inbox: string) =>
    (await messages(db, await inboxTopic(db, inbox)))
      .at(-1)
      ?.changes?.find(({ table }) => table === "tickets")
  expect(await last(from)).toEqual({ table: "tickets", id: ticket, op: "delete", row: null })
  expect(await last(to)).toMatchObject({ id: ticket, op: "update", row: { inbox_id: to } })
})

test("[K7] what is too much for one message tells pages to read, and the next one counts on", async () => {
  const account = await db.createAccount()
  const topic = await inboxTopic(db, account.inbox().id)
  const client = await db.pool.connect()
  await client.query("begin")
  for (let made = 0; made < 14; made++) {
    const ticketId = await insertTicket(client, account)
    await client.query(
      "insert into public.messages (account_id, inbox_id, ticket_id, kind, body) values ($1, $2, $3, 'note', repeat('あ', 20000))",
      [account.id, account.inbox().id, ticketId],
    )
  }
  await client.query("commit")
  client.release()
  await insertTicket(db.pool, account)
  const news = await messages(db, topic)
  expect(news.map(({ seq, changes }) => [seq, changes === null])).toEqual([
    [1, true],
    [2, false],
  ])
  await db.query(
    `insert into public.tickets (account_id, inbox_id, number) select $1, $2, 1000 + n from generate_series(1, 501) n`,
    [account.id, account.inbox().id],
  )
  expect((await messages(db, topic)).at(-1)?.changes).toBeNull()
})

test("[K10] an offer is announced to whom it is made, all of it, and to the others only as somebody's activity", async () => {
  const account = await db.createAccount()
  const [first, second] = [account.member("first"), account.member("second")]
  const call = await insertCall(db.pool, account)
  const offer = await insertOffer(db.pool, account, call, first.id)
  const own = await messages(db, `member:${first.id}`)
  expect(own.map(({ changes }) => changes)).toMatchObject([
    [
      {
        table: "phone",
        id: first.id,
        row: { offer: { offer_id: offer, customer_number: call.customerNumber } },
      },
    ],
  ])
  expect(await said(db, `member:${second.id}`)).toEqual([])
  await sayHeld(db)
  const everybody = (await messages(db, `account:${account.id}:1:presence`)).at(-1)?.changes
  expect(everybody).toMatchObject([{ table: "agent_presence", id: first.id, row: { activity: "ringing" } }])
  expect(JSON.stringify(everybody)).not.toContain(call.customerNumber)
})

test("[K7] nothing of a rolled back transaction is announced", async () => {
  const account = await db.createAccount()
  const topic = await inboxTopic(db, account.inbox().id)
  const client = await db.pool.connect()
  await client.query("begin")
  await insertTicket(client, account)
  await client.query("rollback")
  client.release()
  expect(await said(db, topic)).toEqual([])
})

test("[K7] a savepoint taken back takes its announcement with it, and what follows is still announced", async () => {
  const account = await db.createAccount()
  const topic = await inboxTopic(db, account.inbox().id)
  const client = await db.pool.connect()
  await client.query("begin; savepoint one")
  await insertTicket(client, account)
  await client.query("rollback to one")
  const kept = await insertTicket(client, account)
  await client.query("commit")
  client.release()
  const tickets = (await said(db, topic)).filter(({ table }) => table === "tickets")
  expect(tickets.map(({ id }) => id)).toEqual([kept])
})

test("[K7] a bulk load that asks for quiet is not announced", async () => {
  const account = await db.createAccount()
  const topic = await inboxTopic(db, account.inbox().id)
  const client = await db.pool.connect()
  await client.query("begin; set local toritsugi.publish = 'off'")
  await insertTicket(client, account)
  await client.query("commit")
  await insertTicket(client, account)
  client.release()
  expect(await messages(db, topic)).toHaveLength(1)
})
