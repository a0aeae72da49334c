import { expect, test } from "vitest"
import { insertCall, insertOffer } from "./support/calls.ts"
import { openDatabase } from "./support/database.ts"

const db = openDatabase()

test("[E2] of many simultaneous offers of one call exactly one is made", async () => {
  const keys = Array.from({ length: 8 }, (_, index) => `agent${index}`)
  const account = await db.createAccount({
    members: Object.fromEntries(keys.map((key) => [key, { inboxes: { 0: "operator" as const } }])),
  })
  const call = await insertCall(db.pool, account)
  const results = await Promise.allSettled(
    keys.map((key) => insertOffer(db.pool, account, call, account.member(key).id)),
  )
  const refused = results
    .filter((result) => result.status === "rejected")
    .map(({ reason }) => reason.constraint)
  expect(refused).toEqual(Array(7).fill("call_offers_one_open_per_call"))
})

test("[E2] a closed offer makes room for the next", async () => {
  const account = await db.createAccount()
  const call = await insertCall(db.pool, account)
  const first = await insertOffer(db.pool, account, call, account.member("first").id)
  await db.query("update public.call_offers set state = 'lapsed', decided_at = now() where id = $1", [first])
  await expect(insertOffer(db.pool, account, call, account.member("second").id)).resolves.toBeTruthy()
})
