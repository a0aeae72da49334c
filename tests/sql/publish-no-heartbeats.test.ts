import { expect, test } from "vitest"
import { as, call, openDatabase } from "./support/database.ts"
import { said } from "./support/topics.ts"

const db = openDatabase()

test("a heartbeat is not announced, a change of status is", async () => {
  const account = await db.createAccount()
  const me = account.member("first")
  const session = await as(db.pool, me, (client) =>
    call<{ phone_session_id: string }>(client, "public.sign_in_phone($1)", [me.phonePassword]),
  )
  const count = async () =>
    (await said(db, `member:${me.id}`)).length + (await said(db, `account:${account.id}:1:presence`)).length
  const before = await count()
  for (const _ of [1, 2, 3]) {
    const beat = await as(db.pool, me, (client) =>
      call(client, "public.beat($1)", [session.phone_session_id]),
    )
    expect(beat).toEqual({ ok: true, status: "available" })
  }
  expect(await count()).toBe(before)
  await as(db.pool, me, (client) => call(client, "public.set_agent_status('offline')"))
  expect(await count()).toBe(before + 2)
})
