import { expect, test } from "vitest"
import { as, openDatabase } from "./support/database.ts"

const db = openDatabase()

test("[K10] a disabled member has no inboxes, no account and no topics", async () => {
  const account = await db.createAccount({
    members: {
      owner: { role: "owner" },
      gone: { inboxes: { 0: "admin" }, book: "manager", isDisabled: true },
      here: { inboxes: { 0: "assistant" } },
    },
  })
  const rights = (key: string) =>
    as(db.pool, account.member(key), async (client) => {
      const { rows } = await client.query(
        `select (select count(*)::int from private.my_inbox_ids()) as inboxes, private.my_account_id() as account,
           (select count(*)::int from private.my_inbox_topics()) as topics, (select count(*)::int from public.members) as members`,
      )
      return rows[0]
    })
  expect(await rights("gone")).toEqual({ inboxes: 0, account: null, topics: 0, members: 0 })
  expect(await rights("here")).toEqual({ inboxes: 1, account: account.id, topics: 1, members: 3 })
})
