import { expect, test } from "vitest"
import { insertCall, insertMemo, insertTicket } from "./support/calls.ts"
import { openDatabase } from "./support/database.ts"
import { waitForLocks } from "./support/locks.ts"

const db = openDatabase(undefined, 20)

const newest = async (ticketId: string) => {
  const { rows } = await db.query(
    `select t.last_message_kind as kind, t.last_message_preview as preview,
       t.last_message_at = coalesce(max(m.occurred_at), t.created_at) as is_newest
     from public.tickets t left join public.messages m on m.ticket_id = t.id where t.id = $1 group by t.id`,
    [ticketId],
  )
  return rows[0]
}

test("a ticket shows its newest message, whoever writes at the same time and in whatever order", async () => {
  const account = await db.createAccount()
  const ticketId = await insertTicket(db.pool, account)
  const notes = Array.from({ length: 20 }, (_, index) => index)
  await Promise.all(
    notes.map((minutes) =>
      db.query(
        `insert into public.messages (account_id, inbox_id, ticket_id, kind, body, occurred_at)
         values ($1, $2, $3, 'note', $4, now() - make_interval(mins => $5))`,
        [account.id, account.inbox().id, ticketId, `${minutes} minutes ago`, minutes],
      ),
    ),
  )
  expect(await newest(ticketId)).toEqual({ kind: "note", preview: "0 minutes ago", is_newest: true })
  await db.query("delete from public.messages where ticket_id = $1 and body = '0 minutes ago'", [ticketId])
  expect(await newest(ticketId)).toEqual({ kind: "note", preview: "1 minutes ago", is_newest: true })
  await db.query("delete from public.messages where ticket_id = $1", [ticketId])
  expect(await newest(ticketId)).toEqual({ kind: null, preview: "", is_newest: true })
})

test("an older message that waited for a newer one's transaction does not overwrite it", async () => {
  const account = await db.createAccount()
  const ticketId = await insertTicket(db.pool, account)
  const write = `insert into public.messages (account_id, inbox_id, ticket_id, kind, body, occurred_at)
    values ($1, $2, $3, 'note', $4, now() - $5::interval)`
  const place = [account.id, account.inbox().id, ticketId]
  const newer = await db.pool.connect()
  try {
    await newer.query("begin")
    await newer.query(write, [...place, "newer", "1 minute"])
    const older = db.query(write, [...place, "older", "1 hour"])
    await waitForLocks(db, "insert into public.messages")
    await newer.query("commit")
    await older
  } finally {
    newer.release()
  }
  expect((await newest(ticketId)).preview).toBe("newer")
})

test("what is written into the newest memo is the ticket's preview, on one line", async () => {
  const account = await db.createAccount()
  const call = await insertCall(db.pool, account)
  const ticketId = await insertTicket(db.pool, account, { customerNumber: call.customerNumber })
  const memberId = account.member("first").id
  const message = await insertMemo(db.pool, { call, ticketId, memberId })
  await db.query(
    "update public.call_memos set subject = 'Boiler', body = E'No hot\\n  water' where message_id = $1",
    [message],
  )
  expect((await newest(ticketId)).preview).toBe("No hot water")
  await db.query("update public.call_memos set body = '' where message_id = $1", [message])
  expect((await newest(ticketId)).preview).toBe("Boiler")
})
