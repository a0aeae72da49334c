import { expect, test } from "vitest"
import { insertCall, insertMemo, insertTicket } from "./support/calls.ts"
import { keptCounters } from "./support/counters.ts"
import { as, call, openDatabase } from "./support/database.ts"

const db = openDatabase()

async function missedThrice() {
  const account = await db.createAccount({
    members: { assistant: { inboxes: { 0: "assistant" } }, outsider: { role: "owner" } },
  })
  const customerNumber = "+819012340000"
  const ticketId = await insertTicket(db.pool, account, { customerNumber })
  const messages = []
  for (const ago of [30, 20, 10]) {
    const row = await insertCall(db.pool, account, { customerNumber, ticketId })
    messages.push(await insertMemo(db.pool, { call: row, ticketId, ago }))
  }
  const list = (key = "assistant", kind = "missed_call") =>
    as(db.pool, account.member(key), async (client) => {
      const page = await call<{ rows: object[] } | null>(client, "public.list_missed($1, $2)", [
        account.inbox().id,
        kind,
      ])
      return page?.rows ?? []
    })
  const handle = (key: string, message: string | undefined, handled: boolean) =>
    as(db.pool, account.member(key), (client) =>
      call(client, "public.handle_missed($1, $2)", [message, handled]),
    )
  return { account, ticketId, messages, list, handle, customerNumber }
}

test("[J2] a caller who tried three times is one row, with the newest call, how often, how long and why", async () => {
  const { list, messages, customerNumber } = await missedThrice()
  expect(await list()).toMatchObject([
    {
      message_id: messages[2],
      times: 3,
      customer_number: customerNumber,
      wait_seconds: 40,
      reason: "caller_gave_up",
    },
  ])
  expect(await list("outsider")).toEqual([])
  expect(await list("assistant", "voicemail")).toEqual([])
})

test("[J5] handling the caller takes every call off the list, undoing brings exactly these back", async () => {
  const { account, list, handle, messages } = await missedThrice()
  await handle("assistant", messages[0], true)
  expect(await list()).toMatchObject([{ message_id: messages[2], times: 2 }])
  await handle("assistant", messages[2], true)
  expect(await list()).toEqual([])
  expect((await keptCounters(db, account))[2]).toBe(0)
  await handle("assistant", messages[2], false)
  expect(await list()).toMatchObject([{ message_id: messages[2], times: 2 }])
  expect((await keptCounters(db, account))[2]).toBe(1)
})

test("[J5] who has no role in the inbox cannot handle its calls", async () => {
  const { handle, list, messages } = await missedThrice()
  await expect(handle("outsider", messages[2], true)).rejects.toMatchObject({ message: "not_found" })
  expect(await list()).toHaveLength(1)
})

test("[J5] a ticket that is settled takes its missed calls off the list", async () => {
  const { account, ticketId, list } = await missedThrice()
  await db.query("update public.tickets set status = 'done' where id = $1", [ticketId])
  expect(await list()).toEqual([])
  expect(await keptCounters(db, account)).toEqual([0, 0, 0, 0])
})

test("[J5] two people who handle the same caller at once do not lock each other", async () => {
  const { handle, list, messages } = await missedThrice()
  await Promise.all([...messages, ...messages].map((message) => handle("assistant", message, true)))
  expect(await list()).toEqual([])
})

test("[J5] who is calling back is visible to everybody of the inbox", async () => {
  const { account, list, customerNumber } = await missedThrice()
  const back = await insertCall(db.pool, account, { customerNumber })
  await db.query(
    "update public.calls set direction = 'outbound', state = 'talking', answered_at = now() where id = $1",
    [back.id],
  )
  expect(await list()).toMatchObject([{ calling_back_by: null }])
  await db.query(
    `insert into public.call_legs (id, account_id, call_id, role, purpose, member_id, state, started_at)
     values (gen_random_uuid(), $1, $2, 'agent', 'answer', $3, 'live', now())`,
    [account.id, back.id, account.member("assistant").id],
  )
  expect(await list()).toMatchObject([{ calling_back_by: account.member("assistant").name }])
})

test("[J2] pages of the list hold every caller once", async () => {
  const account = await db.createAccount()
  for (let ago = 1; ago <= 7; ago++) {
    const customerNumber = `+81901234000${ago}`
    const row = await insertCall(db.pool, account, { customerNumber })
    const ticketId = await insertTicket(db.pool, account, { customerNumber })
    await insertMemo(db.pool, { call: row, ticketId, ago: ago - (ago % 2) })
  }
  const seen: string[] = []
  let before: { started_at: string; message_id: string } | undefined
  do {
    const page = await as(db.pool, account.member("first"), async (client) => {
      const values = [account.inbox().id, before?.started_at ?? null, before?.message_id ?? null]
      const found = await call<{
        rows: { started_at: string; message_id: string; customer_number: string }[]
      }>(client, "public.list_missed($1, 'missed_call', $2, $3, 3)", values)
      return found.rows
    })
    seen.push(...page.map((row) => row.customer_number))
    before = page.length === 3 ? page.at(-1) : undefined
  } while (before)
  expect(seen).toHaveLength(7)
  expect(new Set(seen).size).toBe(7)
})
