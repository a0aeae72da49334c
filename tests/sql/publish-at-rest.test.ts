import { expect, test } from "vitest"
import { as, call, openDatabase } from "./support/database.ts"
import { messages } from "./support/topics.ts"

const db = openDatabase()

/** An account whose first member is signed in to the phone; `flush` commits a change of status with `at` for the time. */
async function setUp() {
  const account = await db.createAccount()
  const me = account.member("first")
  await as(db.pool, me, (client) => call(client, "public.sign_in_phone($1)", [me.phonePassword]))
  const topic = `account:${account.id}:1:presence`
  await db.query("select private.send_held(now() + interval '1 minute')")
  const { rows } = await db.query<{ at: Date }>(
    "select sent_at as at from private.topic_sequences where topic = $1",
    [`account:${account.id}`],
  )
  const quiet = rows[0]?.at.getTime() ?? 0
  const after = (ms: number) => new Date(quiet + 60_000 + ms).toISOString()
  /** The flush at the end of a transaction, by hand, so that the time is the test's. */
  const choose = async (reason: string, at: string) => {
    const client = await db.pool.connect()
    try {
      await client.query("begin")
      await client.query(
        "update public.agent_presence set status = 'offline', status_reason = $2 where member_id = $1",
        [me.id, reason],
      )
      await client.query("select private.flush_publications(pg_current_xact_id(), $1)", [at])
      await client.query("commit")
    } finally {
      client.release()
    }
  }
  const before = (await messages(db, topic)).length
  const reasons = async () =>
    (await messages(db, topic))
      .slice(before)
      .map(({ changes }) => changes?.map(({ row }) => row?.status_reason))
  const held = async (at: string) => {
    const sent = await db.query<{ sent: number }>("select private.send_held($1) as sent", [at])
    return sent.rows[0]?.sent
  }
  return { account, topic, choose, reasons, held, after }
}

test("[K13] presence is told at once when it was quiet, then at most once a second, with the last state", async () => {
  const { choose, reasons, held, after } = await setUp()
  await choose("a", after(0))
  expect(await reasons()).toEqual([["a"]])
  for (const [reason, ms] of [
    ["b", 100],
    ["c", 500],
    ["d", 999],
  ] as const) {
    await choose(reason, after(ms))
  }
  expect(await reasons()).toEqual([["a"]])
  // The next change after the rest takes what was held with it.
  await choose("e", after(1000))
  expect(await reasons()).toEqual([["a"], ["e"]])
  await held(after(60_000))
  expect(await reasons()).toEqual([["a"], ["e"]])
})

test("[K13] what is held is told by the ticker when nobody changes anything any more, once", async () => {
  const { choose, reasons, held, after } = await setUp()
  await choose("a", after(0))
  await choose("b", after(300))
  await held(after(900))
  expect(await reasons()).toEqual([["a"]])
  await held(after(1000))
  expect(await reasons()).toEqual([["a"], ["b"]])
  await held(after(5000))
  expect(await reasons()).toEqual([["a"], ["b"]])
})

test("[K13] what is held by a transaction that is rolled back is not told, and of two tickers one tells", async () => {
  const { account, choose, reasons, after } = await setUp()
  await choose("a", after(0))
  const client = await db.pool.connect()
  await client.query("begin")
  await client.query("update public.agent_presence set status_reason = 'never' where account_id = $1", [
    account.id,
  ])
  await client.query("select private.flush_publications(pg_current_xact_id(), $1)", [after(100)])
  await client.query("rollback")
  client.release()
  await choose("b", after(200))
  await Promise.all([1, 2, 3].map(() => db.query("select private.send_held($1)", [after(2000)])))
  expect(await reasons()).toEqual([["a"], ["b"]])
})
