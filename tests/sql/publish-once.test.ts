import { expect, test } from "vitest"
import { insertCall, insertMemo, insertOffer, insertTicket } from "./support/calls.ts"
import { openDatabase } from "./support/database.ts"
import { inboxTopic, lastSeq, said } from "./support/topics.ts"

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
  const news = (await said(db, topic)).filter(({ seq }) => seq > before)
  expect(news).toEqual([{ table: "tickets", id: ticketId, op: "update", seq: before + 1 }])
})

test("[K7] a transaction that changes several rows takes as many numbers, one after the other", async () => {
  const account = await db.createAccount()
  const topic = await inboxTopic(db, account.inbox().id)
  for (const _ of [1, 2, 3]) await insertTicket(db.pool, account)
  await db.query("update public.tickets set status = 'done' where account_id = $1", [account.id])
  await insertTicket(db.pool, account)
  const news = await said(db, topic)
  expect(news.map(({ seq, op }) => `${seq} ${op}`)).toEqual([
    "1 insert",
    "2 insert",
    "3 insert",
    "4 update",
    "5 update",
    "6 update",
    "7 insert",
  ])
})

test("[K7] a message and its memo are announced as their ticket, a call without a ticket as itself", async () => {
  const account = await db.createAccount()
  const topic = await inboxTopic(db, account.inbox().id)
  const call = await insertCall(db.pool, account)
  const ticketId = await insertTicket(db.pool, account, { customerNumber: call.customerNumber })
  const client = await db.pool.connect()
  await client.query("begin")
  await insertMemo(client, { call, ticketId })
  await client.query("commit")
  client.release()
  const news = await said(db, topic)
  expect(news.map(({ table, id, op }) => `${op} ${table} ${id}`)).toEqual([
    `insert calls ${call.id}`,
    `insert tickets ${ticketId}`,
    `update tickets ${ticketId}`,
  ])
  expect(news.map(({ seq }) => seq)).toEqual([1, 2, 3])
})

test("[K10] an offer is announced to whom it is made, and to the others only as somebody's activity", async () => {
  const account = await db.createAccount()
  const [first, second] = [account.member("first"), account.member("second")]
  const call = await insertCall(db.pool, account)
  const before = (await said(db, `account:${account.id}:1:presence`)).length
  const offer = await insertOffer(db.pool, account, call, first.id)
  const own = await said(db, `member:${first.id}`)
  expect(own.map(({ table, id }) => [table, id])).toEqual([["call_offers", offer]])
  expect(await said(db, `member:${second.id}`)).toEqual([])
  const everybody = (await said(db, `account:${account.id}:1:presence`)).slice(before)
  expect(everybody.map(({ table, id }) => [table, id])).toEqual([["agent_presence", first.id]])
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
  expect((await said(db, topic)).map(({ id }) => id)).toEqual([kept])
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
  expect(await said(db, topic)).toHaveLength(1)
})
