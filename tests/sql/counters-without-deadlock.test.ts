import { expect, test } from "vitest"
import { insertTicket } from "./support/calls.ts"
import { expectExactCounters } from "./support/counters.ts"
import { openDatabase } from "./support/database.ts"

const db = openDatabase()

test("[K7] transactions that touch two inboxes in opposite order do not lock each other", async () => {
  const account = await db.createAccount({ inboxes: ["One", "Two"] })
  const rounds = 12
  const both = async (order: number[]) => {
    const client = await db.pool.connect()
    try {
      await client.query("begin")
      for (const place of order) await insertTicketQuietly(client, place)
      await client.query("commit")
    } finally {
      client.release()
    }
  }
  // Ticket numbers queue on the account's row, which would hide the order below: these take theirs from elsewhere.
  let number = 500_000
  const insertTicketQuietly = (client: { query: typeof db.query }, place: number) =>
    client.query("insert into public.tickets (account_id, inbox_id, number) values ($1, $2, $3)", [
      account.id,
      account.inbox(place).id,
      number++,
    ])
  await Promise.all(Array.from({ length: rounds }, (_, index) => both(index % 2 ? [0, 1] : [1, 0])))
  await expectExactCounters(db, account)
  const { rows } = await db.query(
    "select count(*)::int as tickets from public.tickets where account_id = $1",
    [account.id],
  )
  expect(rows[0].tickets).toBe(rounds * 2)
  await insertTicket(db.pool, account)
})
