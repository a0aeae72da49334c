import { expect, test } from "vitest"
import type { TestAccount } from "../support/accounts.ts"
import { insertTicket } from "./support/calls.ts"
import { expectExactCounters } from "./support/counters.ts"
import { openDatabase } from "./support/database.ts"
import { waitForLocks } from "./support/locks.ts"

const db = openDatabase(undefined, 16)

/** One transaction that makes a ticket in each of these inboxes, in that order, and commits as `marker`. */
async function touch(
  account: TestAccount,
  places: number[],
  numbers: number[],
  marker: string,
): Promise<void> {
  const client = await db.pool.connect()
  try {
    await client.query("begin")
    for (const [index, place] of places.entries()) {
      // Numbers of our own: taking them from the account would queue the transactions before the order is seen.
      await client.query("insert into public.tickets (account_id, inbox_id, number) values ($1, $2, $3)", [
        account.id,
        account.inbox(place).id,
        numbers[index],
      ])
    }
    await client.query(`commit /* ${marker} */`)
  } finally {
    client.release()
  }
}

test.each([
  ["counters", "public.inbox_counters", "inbox_id::text"],
  ["sequences", "private.topic_sequences", "replace(topic, 'inbox:', '')"],
])("[K7] two inboxes' %s are locked in one order, whichever was touched first", async (_, table, key) => {
  const account = await db.createAccount({ inboxes: ["One", "Two"] })
  for (const place of [0, 1]) await insertTicket(db.pool, account, { place })
  const [first, second] = account.inboxes.map(({ id }) => id).sort()
  const holder = await db.pool.connect()
  try {
    await holder.query("begin")
    await holder.query(`select from ${table} where ${key} = $1 for update`, [first])
    const both = [
      touch(account, [0, 1], [501, 502], "both ways"),
      touch(account, [1, 0], [503, 504], "both ways"),
    ]
    await waitForLocks(db, "commit /* both ways */", 2)
    // Both wait for the first; had either taken the second before, this would be refused.
    const free = await holder.query(`select from ${table} where ${key} = $1 for update nowait`, [second])
    expect(free.rowCount).toBe(1)
    await holder.query("rollback")
    await Promise.all(both)
  } finally {
    holder.release()
  }
  await expectExactCounters(db, account)
})

test("[K7] many transactions over two inboxes in opposite order all commit", async () => {
  const account = await db.createAccount({ inboxes: ["One", "Two"] })
  const rounds = Array.from({ length: 12 }, (_, index) => index)
  await Promise.all(
    rounds.map((index) =>
      touch(account, index % 2 ? [0, 1] : [1, 0], [600 + index * 2, 601 + index * 2], "many"),
    ),
  )
  await expectExactCounters(db, account)
})
