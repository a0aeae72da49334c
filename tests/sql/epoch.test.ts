import { expect, test } from "vitest"
import { insertTicket } from "./support/calls.ts"
import { as, openDatabase, type Persona } from "./support/database.ts"
import { inboxTopic, messages, said, sayHeld } from "./support/topics.ts"

const db = openDatabase()

/** Whether the person may listen to the topic, asked as Realtime asks: by the policies on its messages. */
function mayListen(persona: Persona, topic: string): Promise<boolean> {
  return as(db.pool, persona, async (client) => {
    await client.query("select set_config('realtime.topic', $1, true)", [topic])
    const { rows } = await client.query("select from realtime.messages where topic = $1 limit 1", [topic])
    return rows.length > 0
  })
}

test("[K10] who leaves an inbox is left behind on a topic that is nobody's any more", async () => {
  const account = await db.createAccount()
  const [leaver, stayer] = [account.member("first"), account.member("second")]
  const inbox = account.inbox().id
  await insertTicket(db.pool, account)
  const before = await inboxTopic(db, inbox)
  expect(await mayListen(leaver, before)).toBe(true)

  await db.query("delete from public.inbox_members where member_id = $1", [leaver.id])
  const after = await inboxTopic(db, inbox)
  expect(after).not.toBe(before)
  const ticket = await insertTicket(db.pool, account)
  expect(await mayListen(leaver, after)).toBe(false)
  expect(await mayListen(leaver, before)).toBe(false)
  expect(await mayListen(stayer, before)).toBe(false)
  expect(await mayListen(stayer, after)).toBe(true)

  // The departure itself and all that follows is said on the new topic only, with the sequence going on.
  const old = await said(db, before)
  const fresh = await said(db, after)
  expect(fresh.map(({ table }) => table)).toEqual(["inboxes", "inboxes", "tickets"])
  expect(fresh.at(-1)?.id).toBe(ticket)
  expect(fresh[0]?.seq).toBe((old.at(-1)?.seq ?? 0) + 1)
  for (const { id } of [leaver, stayer]) {
    expect((await said(db, `member:${id}`)).map(({ table }) => table)).toEqual(["members"])
  }
})

test.each([
  ["a role is changed", "update public.inbox_members set role = 'assistant' where member_id = $1"],
  ["a member is disabled", "update public.members set disabled_at = now() where id = $1"],
])("[K10] the topic moves on when %s", async (_, statement) => {
  const account = await db.createAccount()
  const before = await inboxTopic(db, account.inbox().id)
  await db.query(statement, [account.member("first").id])
  expect(await inboxTopic(db, account.inbox().id)).not.toBe(before)
})

test("[K10] who is disabled is left behind on an account's topic that is nobody's any more, and the others are told to move", async () => {
  const account = await db.createAccount()
  const [leaver, stayer] = [account.member("first"), account.member("second")]
  const topic = async () => {
    const { rows } = await db.query<{ epoch: number }>("select epoch from public.accounts where id = $1", [
      account.id,
    ])
    return `account:${account.id}:${rows[0]?.epoch}:presence`
  }
  const before = await topic()
  await as(db.pool, stayer, (client) =>
    client.query("select public.sign_in_phone($1)", [stayer.phonePassword]),
  )
  expect(await mayListen(leaver, before)).toBe(true)

  await db.query("update public.members set disabled_at = now() where id = $1", [leaver.id])
  const after = await topic()
  expect(after).not.toBe(before)
  await as(db.pool, stayer, (client) => client.query("select public.set_agent_status('offline')"))
  await sayHeld(db)
  const old = await said(db, before)
  const fresh = await said(db, after)
  expect(fresh.map(({ id }) => id)).toContain(stayer.id)
  expect(fresh[0]?.seq).toBe((old.at(-1)?.seq ?? 0) + 1)
  expect(await mayListen(leaver, before)).toBe(false)
  expect(await mayListen(leaver, after)).toBe(false)
  expect(await mayListen(stayer, before)).toBe(false)
  expect(await mayListen(stayer, after)).toBe(true)
  expect((await said(db, `member:${stayer.id}`)).map(({ table }) => table)).toContain("members")
})

test("[K7] a change committed while a membership change waits goes out before it, on the old topic", async () => {
  const account = await db.createAccount()
  const before = await inboxTopic(db, account.inbox().id)
  const membership = await db.pool.connect()
  await membership.query("begin")
  await membership.query("delete from public.inbox_members where member_id = $1", [
    account.member("first").id,
  ])
  await insertTicket(db.pool, account)
  expect(await messages(db, before)).toHaveLength(1)
  await membership.query("commit")
  membership.release()
  await insertTicket(db.pool, account)
  expect(await messages(db, before)).toHaveLength(1)
  expect((await messages(db, await inboxTopic(db, account.inbox().id))).map(({ seq }) => seq)).toEqual([2, 3])
})
