import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { route } from "../../supabase/functions/routing/route.ts"
import { freeCustomerNumber } from "../support/accounts.ts"
import { insertCall, insertOffer, insertTicket } from "./support/calls.ts"
import { as, call, openDatabase } from "./support/database.ts"
import { dialler, ringingOut, softphoneComes } from "./support/dialling.ts"
import { waitForLocks } from "./support/locks.ts"
import { arrival, customerEnds, database, staffed, talking, tell } from "./support/routing.ts"

const db = openDatabase()

async function memoOf(callId: string) {
  const { rows } = await db.query(
    `select m.ticket_id, memo.direction, memo.member_id, memo.reason, memo.answered_at, memo.ended_at
     from public.call_memos memo join public.messages m on m.id = memo.message_id where memo.call_id = $1`,
    [callId],
  )
  expect(rows).toHaveLength(1)
  return rows[0]
}

async function presenceOf(memberId: string) {
  const { rows } = await db.query(
    "select status, activity, activity_since from private.presence_rows where member_id = $1",
    [memberId],
  )
  return rows[0]
}

async function openDials(callId: string): Promise<number> {
  const { rows } = await db.query(
    "select from public.call_deadlines where call_id = $1 and kind = 'dial' and fired_at is null",
    [callId],
  )
  return rows.length
}

test("[C5][B7] who dials has a memo from the first moment, and is seen to dial, then to talk", async () => {
  const account = await staffed(db, 1)
  const { memberId, begin } = await dialler(db, account)
  const begun = await begin()
  expect(await memoOf(begun.callId)).toMatchObject({
    direction: "outbound",
    member_id: memberId,
    ended_at: null,
  })
  expect(await presenceOf(memberId)).toMatchObject({ activity: "dialling" })
  const own = async () =>
    (await as(db.pool, account.member("agent0"), (client) => call(client, "public.own_phone()"))) as {
      row: { call: { my_leg: string; state: string; answered_at: string | null } }
    }
  expect((await own()).row.call).toMatchObject({ my_leg: begun.legId, state: "dialling", answered_at: null })

  const { answers, ends } = await ringingOut(begun, memberId)
  expect(await presenceOf(memberId)).toMatchObject({ activity: "dialling" })
  await answers()
  expect(await presenceOf(memberId)).toMatchObject({ activity: "talking" })
  const { answered_at: answeredAt } = await memoOf(begun.callId)
  expect(answeredAt).not.toBeNull()
  const { row } = await own()
  expect(row.call).toMatchObject({ state: "talking" })
  expect(Date.parse(row.call.answered_at ?? "")).toBe(answeredAt.getTime())
  await ends("completed")
  expect(await memoOf(begun.callId)).toMatchObject({ reason: null, ended_at: expect.any(Date) })
})

test("[C5] the memo of a call nobody took says why, and the agent is free after it", async () => {
  const account = await staffed(db, 1)
  const { memberId, begin } = await dialler(db, account)
  const begun = await begin()
  const { ends } = await ringingOut(begun, memberId)
  await ends("declined")
  expect(await memoOf(begun.callId)).toMatchObject({
    reason: "busy",
    answered_at: null,
    ended_at: expect.any(Date),
  })
  const { rows } = await db.query("select outcome, reason from public.calls where id = $1", [begun.callId])
  expect(rows).toEqual([{ outcome: "unreached", reason: "busy" }])
  expect(await presenceOf(memberId)).toMatchObject({ activity: "after_call" })
  const state = await as(db.pool, account.member("agent0"), (client) => call(client, "public.own_phone()"))
  expect(state).toMatchObject({ row: { after_call: { call_id: begun.callId }, call: null } })
})

test.each(["available", "offline"] as const)(
  "[B7] an agent who is %s dials, and is what they were afterwards",
  async (status) => {
    const account = await staffed(db, 1)
    const { memberId, begin, hangUp } = await dialler(db, account)
    await db.query("update public.agent_presence set status = $2 where member_id = $1", [memberId, status])
    const { callId, legId } = await begin()
    expect(await presenceOf(memberId)).toMatchObject({ status, activity: "dialling" })
    await hangUp(legId)
    expect(await presenceOf(memberId)).toMatchObject({ status, activity: "after_call" })
    const { row } = await as(db.pool, account.member("agent0"), (client) =>
      call<{ row: { after_call: { call_id: string } } }>(client, "public.own_phone()"),
    )
    expect(row.after_call.call_id).toBe(callId)
  },
)

test("[E8] after-call work does not keep anybody from dialling", async () => {
  const account = await staffed(db, 1)
  const talk = await talking(db, account)
  await customerEnds(talk)
  const { memberId, begin } = await dialler(db, account)
  expect(await presenceOf(memberId)).toMatchObject({ activity: "after_call" })
  await begin()
  expect(await presenceOf(memberId)).toMatchObject({ activity: "dialling" })
})

test("[A11][C6] a number is dialled from by whoever has a role in its inbox, and by nobody else", async () => {
  const account = await db.createAccount({
    inboxes: ["One", "Two"],
    members: {
      agent0: { inboxes: { 0: "assistant" } },
      owner: { role: "owner" },
      deskless: { inboxes: { 0: "admin" }, isPhoneUser: false },
    },
  })
  for (const key of ["agent0", "owner"]) {
    const { userId, phonePassword } = account.member(key)
    await as(db.pool, { userId }, (client) => call(client, "public.sign_in_phone($1)", [phonePassword]))
  }
  const one = account.inbox(0).phoneNumberId
  const two = account.inbox(1).phoneNumberId
  const foreign = (await staffed(db, 1)).inbox().phoneNumberId
  const assistant = await dialler(db, account)
  expect(await assistant.refusal({ phoneNumberId: two })).toBe("no_inbox_role")
  expect(await assistant.refusal({ phoneNumberId: foreign })).toBe("not_allowed")
  expect(await assistant.refusal({ phoneNumberId: randomUUID() })).toBe("not_allowed")
  expect(await (await dialler(db, account, "owner")).refusal({ phoneNumberId: one })).toBe("no_inbox_role")
  expect(await (await dialler(db, account, "deskless")).refusal({ phoneNumberId: one })).toBe("absent")
  const { rows } = await db.query("select from public.calls where account_id = $1", [account.id])
  expect(rows).toEqual([])
  expect(await assistant.refusal({ phoneNumberId: one })).toBe("dial")
})

test("[A2] in an account without the phone, and without the phone's sign-in, nobody dials", async () => {
  const account = await staffed(db, 1)
  const { refusal } = await dialler(db, account)
  await db.query("update public.entitlements set cloud_phone = false where account_id = $1", [account.id])
  expect(await refusal()).toBe("absent")
  const other = await staffed(db, 1)
  const signedOut = await dialler(db, other)
  await db.query("update public.phone_sessions set ended_at = now() where account_id = $1", [other.id])
  expect(await signedOut.refusal()).toBe("absent")
  const { rows } = await db.query("select from public.calls where account_id = any($1)", [
    [account.id, other.id],
  ])
  expect(rows).toEqual([])
})

test("[A7][A8][A14] what the database knows of a number keeps it from being dialled", async () => {
  const account = await staffed(db, 1)
  const { refusal } = await dialler(db, account)
  await db.query("insert into public.blocked_numbers (account_id, number) values ($1, '+81611112222')", [
    account.id,
  ])
  expect(await refusal({ typed: "06-1111-2222" })).toBe("blocked_number")
  expect(await refusal({ typed: account.inbox().number })).toBe("own_number")
  await db.query("update public.phone_numbers set number = $2, may_call_0800 = false where id = $1", [
    account.inbox().phoneNumberId,
    freeCustomerNumber().replace("+8190", "+8150"),
  ])
  expect(await refusal({ typed: "0120-000-123" })).toBe("toll_free_from_050")
  expect(await refusal({ typed: "0800-123-4567" })).toBe("toll_free_from_050")
})

test("[A14] more calls a minute than a person makes are refused", async () => {
  const account = await staffed(db, 1)
  const { begin, hangUp, refusal } = await dialler(db, account)
  for (let calls = 0; calls < 10; calls++) await hangUp((await begin()).legId)
  expect(await refusal()).toBe("too_many_calls")
})

test("[C4][K4] one attempt sent many times at once makes one call, and every time the same answer", async () => {
  const account = await staffed(db, 1)
  const { ask } = await dialler(db, account)
  const attempt = randomUUID()
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask({ attempt })))
  for (const { instruction } of answers) expect(instruction).toEqual(answers[0]?.instruction)
  const { rows } = await db.query("select from public.calls where account_id = $1", [account.id])
  expect(rows).toHaveLength(1)
})

test("[E2] who dials is not offered a call, and who is offered one does not dial", async () => {
  const account = await staffed(db, 1)
  const { begin, hangUp, refusal, memberId } = await dialler(db, account)
  const { legId } = await begin()
  const { callId } = await route(arrival(account), database())
  const offers = () => db.query("select from public.call_offers where member_id = $1", [memberId])
  expect((await offers()).rows).toEqual([])
  expect(await refusal()).toBe("already_in_a_call")
  await hangUp(legId)
  await as(db.pool, account.member("agent0"), (client) => call(client, "private.finish_after_call()"))
  await tell({ kind: "nudge", callId: callId ?? "" })
  expect((await offers()).rows).toHaveLength(1)
  expect(await refusal()).toBe("already_in_a_call")
})

test("[E2] an offer and a dialling of one member in the same moment do not both happen", async () => {
  const account = await staffed(db, 1)
  const { memberId, refusal } = await dialler(db, account)
  const waiting = await insertCall(db.pool, account)
  const router = await db.pool.connect()
  try {
    await router.query("begin")
    await insertOffer(router, account, waiting, memberId)
    const asked = refusal()
    await waitForLocks(db, "WITH pgrst_source")
    await router.query("commit")
    expect(await asked).toBe("already_in_a_call")
  } finally {
    router.release()
  }
})

test("[E2] a member who dials cannot be written down as being rung", async () => {
  const account = await staffed(db, 1)
  const { memberId, begin } = await dialler(db, account)
  await begin()
  await expect(
    insertOffer(db.pool, account, await insertCall(db.pool, account), memberId),
  ).rejects.toMatchObject({
    constraint: "members_engaged_once",
  })
})

test("[C5] the memo is on the ticket it was dialled from, else on the customer's newest unfinished one there, else on a new one", async () => {
  const account = await staffed(db, 1)
  const { begin, hangUp } = await dialler(db, account)
  const customerNumber = freeCustomerNumber()
  const ticketOf = async (ticketId: string | null) => {
    const begun = await begin({ typed: customerNumber, ticketId })
    await hangUp(begun.legId)
    return (await memoOf(begun.callId)).ticket_id
  }
  await insertTicket(db.pool, account, { customerNumber, status: "done" })
  const made = await ticketOf(null)
  expect(await ticketOf(null)).toBe(made)
  const unrelated = await insertTicket(db.pool, account)
  expect(await ticketOf(unrelated)).toBe(unrelated)
  const finished = await insertTicket(db.pool, account, { customerNumber, status: "done" })
  expect(await ticketOf(finished)).toBe(finished)
  const elsewhere = await insertTicket(db.pool, await staffed(db, 1))
  expect(await ticketOf(elsewhere)).toBe(made)
})

test("[K4] deadlines of a dialling end with what they were set for", async () => {
  const account = await staffed(db, 1)
  const { memberId, begin } = await dialler(db, account)
  const begun = await begin()
  expect(await openDials(begun.callId)).toBe(1)
  const { answers, ends } = await ringingOut(begun, memberId)
  expect(await openDials(begun.callId)).toBe(1)
  await answers()
  expect(await openDials(begun.callId)).toBe(0)
  await ends("completed")
  const given = await begin()
  await ringingOut(given, memberId).then(({ ends }) => ends("declined"))
  expect(await openDials(given.callId)).toBe(0)
})

test("[A2][A11] what allowed the call is asked again when the softphone comes, and a foreign softphone gets nothing", async () => {
  const account = await staffed(db, 2)
  const { memberId, begin } = await dialler(db, account)
  const first = await begin()
  const other = account.member("agent1").id
  expect((await softphoneComes(other, first.legId, "CA-foreign")).instruction).toEqual({ kind: "hang_up" })
  await db.query("delete from public.inbox_members where member_id = $1", [memberId])
  const { instruction } = await softphoneComes(memberId, first.legId)
  expect(instruction).toEqual({ kind: "hang_up" })
})
