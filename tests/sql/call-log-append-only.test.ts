import { expect, test } from "vitest"
import { insertCall } from "./support/calls.ts"
import { openDatabase } from "./support/database.ts"

const db = openDatabase()

test.each([
  "update public.call_events set kind = 'something_else'",
  "delete from public.call_events",
  "truncate public.call_events",
])("[K1] not even the database's owner may change the call log: %s", async (statement) => {
  const account = await db.createAccount()
  const call = await insertCall(db.pool, account)
  await db.query(
    "insert into public.call_events (call_id, account_id, position, kind, occurred_at) values ($1, $2, 1, 'call_queued', now())",
    [call.id, account.id],
  )
  await expect(db.query(statement)).rejects.toMatchObject({ code: "23001" })
  const { rows } = await db.query("select kind from public.call_events where call_id = $1", [call.id])
  expect(rows).toEqual([{ kind: "call_queued" }])
})

test("[K1] two events cannot take the same place of a call", async () => {
  const account = await db.createAccount()
  const call = await insertCall(db.pool, account)
  const insert = () =>
    db.query(
      "insert into public.call_events (call_id, account_id, position, kind, occurred_at) values ($1, $2, 1, 'call_queued', now())",
      [call.id, account.id],
    )
  const results = await Promise.allSettled([insert(), insert(), insert()])
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
})
