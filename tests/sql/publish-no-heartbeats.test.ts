import { expect, test } from "vitest"
import { as, call, openDatabase } from "./support/database.ts"
import { messages, said, sayHeld } from "./support/topics.ts"

const db = openDatabase()

test("a heartbeat is not announced, a change of status is", async () => {
  const account = await db.createAccount()
  const me = account.member("first")
  const session = await as(db.pool, me, (client) =>
    call<{ phone_session_id: string }>(client, "public.sign_in_phone($1)", [me.phonePassword]),
  )
  const count = async () => {
    await sayHeld(db)
    return (
      (await said(db, `member:${me.id}`)).length + (await said(db, `account:${account.id}:1:presence`)).length
    )
  }
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

test("[K2] a heartbeat that has been missing for 12 s is noticed once and announced, and so is its return", async () => {
  const account = await db.createAccount()
  const me = account.member("first")
  const { phone_session_id: session } = await as(db.pool, me, (client) =>
    call<{ phone_session_id: string }>(client, "public.sign_in_phone($1)", [me.phonePassword]),
  )
  const age = (seconds: number) =>
    db.query(
      "update public.phone_sessions set heartbeat_at = now() - make_interval(secs => $2) where id = $1",
      [session, seconds],
    )
  const seen = async () => {
    await db.query("select public.notice_lost_sessions()")
    await sayHeld(db)
    const changes = (await messages(db, `account:${account.id}:1:presence`)).flatMap(
      (one) => one.changes ?? [],
    )
    const mine = changes.filter(({ id, row }) => id === me.id && row !== null)
    return mine.map(({ row }) => row?.is_signed_in)
  }
  const before = (await seen()).length
  await age(11)
  expect((await seen()).slice(before)).toEqual([])
  await age(13)
  expect((await seen()).slice(before)).toEqual([false])
  expect((await seen()).slice(before)).toEqual([false])
  await as(db.pool, me, (client) => call(client, "public.beat($1)", [session]))
  expect((await seen()).slice(before)).toEqual([false, true])
})
