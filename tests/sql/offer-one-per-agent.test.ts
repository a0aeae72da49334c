import { expect, test } from "vitest"
import { insertCall, insertOffer } from "./support/calls.ts"
import { openDatabase } from "./support/database.ts"

const db = openDatabase()

test("[E2] of many calls offered to one agent at once exactly one is", async () => {
  const account = await db.createAccount()
  const agent = account.member("first").id
  const calls = await Promise.all(Array.from({ length: 8 }, () => insertCall(db.pool, account)))
  const results = await Promise.allSettled(calls.map((call) => insertOffer(db.pool, account, call, agent)))
  const refused = results
    .filter((result) => result.status === "rejected")
    .map(({ reason }) => reason.constraint)
  expect(refused).toEqual(Array(7).fill("call_offers_one_open_per_agent"))
})
