import { describe, expect, test } from "vitest"
import { route } from "../../supabase/functions/routing/route.ts"
import type { TestAccount, TestMember } from "../support/accounts.ts"
import { as, call, openDatabase } from "./support/database.ts"
import { waitForLocks } from "./support/locks.ts"
import {
  arrival,
  customerEnds,
  database,
  type RingingCall,
  staffed,
  talking,
  tell,
} from "./support/routing.ts"

const db = openDatabase()

const record = "public.record_memo($1, 1, 'Boiler', 'No hot water')"

async function conversation() {
  const account = await staffed(db, 1)
  const talk = await talking(db, account)
  const { rows } = await db.query("select message_id from public.call_memos where call_id = $1", [
    talk.callId,
  ])
  return { account, talk, agent: memberOf(account, talk), messageId: rows[0].message_id as string }
}

function memberOf(account: TestAccount, { memberId }: RingingCall) {
  const member = Object.values(account.members).find(({ id }) => id === memberId)
  if (!member) throw new Error("the agent is not of the account")
  return member
}

async function afterCallUntil({ memberId }: RingingCall): Promise<Date | null> {
  const { rows } = await db.query("select after_call_until from public.agent_presence where member_id = $1", [
    memberId,
  ])
  return rows[0].after_call_until
}

test("[E8] a call whose memo is still to be recorded leaves after-call work", async () => {
  const { talk } = await conversation()
  await customerEnds(talk)
  expect(await afterCallUntil(talk)).not.toBeNull()
})

test("[E8] a memo recorded during the call leaves none, and the next caller is served at once", async () => {
  const { account, talk, agent, messageId } = await conversation()
  const { callId: waiting } = await route(arrival(account), database())
  await as(db.pool, agent, (client) => call(client, record, [messageId]))
  const ended = await customerEnds(talk)
  expect(await afterCallUntil(talk)).toBeNull()
  expect(ended.waiting).toEqual([waiting])
})

test("[E8] a memo recorded in the moment the call ends leaves no after-call work either", async () => {
  const { talk, agent, messageId } = await conversation()
  const { end } = await as(db.pool, agent, async (client) => {
    await call(client, record, [messageId])
    const end = customerEnds(talk)
    await waitForLocks(db, "WITH pgrst_source")
    return { end }
  })
  expect((await end).callId).toBe(talk.callId)
  expect(await afterCallUntil(talk)).toBeNull()
})

test("[E8][H2] a memo recorded while the end of its call is being written waits for it, and neither is broken off", async () => {
  const { talk, agent, messageId } = await conversation()
  const { rows } = await db.query("select leg_id from public.call_memos where message_id = $1", [messageId])
  const end = await db.pool.connect()
  try {
    // The end's own statements, in its order: the leg, and later the memo.
    await end.query("begin")
    await end.query("update public.call_legs set left_cause = left_cause where id = $1", [rows[0].leg_id])
    const recorded = as(db.pool, agent, (client) => call(client, record, [messageId]))
    await waitForLocks(db, "select public.record_memo")
    const step = { leg_id: rows[0].leg_id, ended_at: new Date().toISOString() }
    await end.query("select private.do_close_memo($1, $2)", [talk.callId, JSON.stringify(step)])
    await end.query("commit")
    expect(await recorded).toMatchObject({ ticket_status: "done" })
  } finally {
    end.release(true)
  }
})

test("[E8] after-call work that was ended before the end of the call is known does not begin with it", async () => {
  const { account, talk, agent } = await conversation()
  const { callId: waiting } = await route(arrival(account), database())
  await as(db.pool, agent, (client) => call(client, "private.finish_after_call()"))
  const ended = await customerEnds(talk)
  expect(await afterCallUntil(talk)).toBeNull()
  expect(ended.waiting).toEqual([waiting])
})

test("[E8] that the work after one call was ended says nothing about the next", async () => {
  const { account, talk, agent } = await conversation()
  await customerEnds(talk)
  await as(db.pool, agent, (client) => call(client, "private.finish_after_call()"))
  expect(await afterCallUntil(talk)).toBeNull()
  const next = await talking(db, account)
  await customerEnds(next)
  expect(await afterCallUntil(next)).not.toBeNull()
})

describe("extended", () => {
  const extend = (agent: TestMember) =>
    as(db.pool, agent, (client) => call<Date>(client, "public.extend_after_call()"))
  const deadlines = async ({ legId }: RingingCall) => {
    const { rows } = await db.query<{ id: string; due_at: Date }>(
      "select id, due_at from public.call_deadlines where subject_id = $1 and kind = 'after_call' and fired_at is null order by due_at",
      [legId],
    )
    return rows
  }
  async function afterTalk() {
    const { account, talk, agent } = await conversation()
    // From the app sign-in that extends it.
    await as(db.pool, agent, (client) => call(client, "public.sign_in_phone($1)", [agent.phonePassword]))
    await customerEnds(talk)
    return { account, talk, agent }
  }

  test("[E8] after-call work is extended by the queue's time at each press, and its end comes later", async () => {
    const { account, talk, agent } = await afterTalk()
    const first = (await afterCallUntil(talk)) as Date
    const { rows } = await db.query("select after_call_seconds from public.queues where account_id = $1", [
      account.id,
    ])
    const more = rows[0].after_call_seconds * 1000
    expect((await extend(agent)).getTime() - first.getTime()).toBe(more)
    expect((await extend(agent)).getTime() - first.getTime()).toBe(2 * more)
    expect((await afterCallUntil(talk))?.getTime()).toBe(first.getTime() + 2 * more)
    const due = await deadlines(talk)
    expect(due.map(({ due_at }) => due_at.getTime() - first.getTime())).toEqual([0, more, 2 * more])
    // The first end finds it extended.
    await tell({ kind: "deadline_due", deadlineId: due[0]?.id ?? "" })
    expect((await afterCallUntil(talk))?.getTime()).toBe(first.getTime() + 2 * more)
  })

  test("[E8] a short time is extended by half a minute, and no call is offered meanwhile", async () => {
    const { account, talk, agent } = await conversation()
    await as(db.pool, agent, (client) => call(client, "public.sign_in_phone($1)", [agent.phonePassword]))
    await db.query("update public.queues set after_call_seconds = 1 where account_id = $1", [account.id])
    await customerEnds(talk)
    const first = (await afterCallUntil(talk)) as Date
    expect((await extend(agent)).getTime() - first.getTime()).toBe(30_000)
    const { callId } = await route(arrival(account), database())
    const offers = await db.query("select from public.call_offers where call_id = $1", [callId])
    expect(offers.rowCount).toBe(0)
  })

  test("[E8] what is over is not extended", async () => {
    const { talk, agent } = await afterTalk()
    await db.query(
      "update public.agent_presence set after_call_until = now() - interval '1 second' where member_id = $1",
      [agent.id],
    )
    await expect(extend(agent)).rejects.toMatchObject({ message: "after_call_over" })
    await as(db.pool, agent, (client) => call(client, "public.finish_after_call()"))
    await expect(extend(agent)).rejects.toMatchObject({ message: "after_call_over" })
    expect(await afterCallUntil(talk)).toBeNull()
  })
})
