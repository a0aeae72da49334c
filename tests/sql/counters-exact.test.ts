import { expect, test } from "vitest"
import { insertCall, insertMemo, insertTicket } from "./support/calls.ts"
import { expectExactCounters, keptCounters } from "./support/counters.ts"
import { openDatabase } from "./support/database.ts"

const db = openDatabase(undefined, 16)

test("[J2] counters stay exact while many people make, settle and move tickets at once", async () => {
  const account = await db.createAccount({ inboxes: ["One", "Two"] })
  const tickets = await Promise.all(
    Array.from({ length: 24 }, (_, index) => insertTicket(db.pool, account, { place: index % 2 })),
  )
  expect(await keptCounters(db, account, 0)).toEqual([12, 0, 0, 0])
  const statuses = ["on_hold", "done", "open", "no_action", "open"]
  await Promise.all(
    tickets.flatMap((ticket, index) =>
      [0, 1, 2].map((turn) =>
        db.query("update public.tickets set status = $2 where id = $1", [
          ticket,
          statuses[(index + turn) % 5],
        ]),
      ),
    ),
  )
  const moved = tickets.filter((_, index) => index % 3 === 0)
  const removed = tickets.filter((_, index) => index % 3 === 1)
  await Promise.all([
    ...moved.map((ticket, index) =>
      db.query("update public.tickets set inbox_id = $2 where id = $1", [
        ticket,
        account.inbox((index + 1) % 2).id,
      ]),
    ),
    ...removed.map((ticket) => db.query("delete from public.tickets where id = $1", [ticket])),
  ])
  await expectExactCounters(db, account)
  const [open = 0, onHold = 0] = await keptCounters(db, account, 0)
  expect(open + onHold).toBeGreaterThan(0)
})

test("[J2] a caller who tried three times counts once, whoever writes at the same time", async () => {
  const account = await db.createAccount()
  const callers = ["+819011110001", "+819011110002", "+819011110003"]
  await Promise.all(
    callers.flatMap((customerNumber) =>
      [1, 2, 3].map(async (ago) => {
        const call = await insertCall(db.pool, account, { customerNumber })
        const ticketId = await insertTicket(db.pool, account, { customerNumber, status: "done" })
        await insertMemo(db.pool, { call, ticketId, ago })
      }),
    ),
  )
  expect(await keptCounters(db, account)).toEqual([0, 0, 3, 0])
  await db.query(
    "update public.call_memos set handled_at = now() where account_id = $1 and customer_number = $2",
    [account.id, callers[0]],
  )
  expect(await keptCounters(db, account)).toEqual([0, 0, 2, 0])
})

test("[J4] voicemail is counted apart from missed calls", async () => {
  const account = await db.createAccount()
  const call = await insertCall(db.pool, account)
  const ticketId = await insertTicket(db.pool, account, { customerNumber: call.customerNumber })
  await insertMemo(db.pool, { call, ticketId, kind: "voicemail" })
  expect(await keptCounters(db, account)).toEqual([1, 0, 0, 1])
})

test("[J2] what is rolled back was never counted", async () => {
  const account = await db.createAccount()
  const client = await db.pool.connect()
  await client.query("begin")
  await insertTicket(client, account)
  await client.query("rollback")
  client.release()
  expect(await keptCounters(db, account)).toEqual([0, 0, 0, 0])
})

test("[J2] counting everything anew changes nothing", async () => {
  const account = await db.createAccount()
  const call = await insertCall(db.pool, account)
  const ticketId = await insertTicket(db.pool, account, { customerNumber: call.customerNumber })
  await insertMemo(db.pool, { call, ticketId })
  const before = await keptCounters(db, account)
  await db.query("select private.recount($1)", [account.id])
  expect(await keptCounters(db, account)).toEqual(before)
})
