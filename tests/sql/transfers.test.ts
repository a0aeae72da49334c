import { describe, expect, test } from "vitest"
import { openDatabase } from "./support/database.ts"
import { dialler, ringingOut } from "./support/dialling.ts"
import { pageSends } from "./support/pages.ts"
import { staffed, talking, tell } from "./support/routing.ts"

const db = openDatabase()

const from = (memberId: string, event: object) => pageSends(db, memberId, event)

const consult = (call: { memberId: string; legId: string }, target: object) =>
  from(call.memberId, { kind: "consult_asked", legId: call.legId, target })

async function stateOf(callId: string) {
  const { rows } = await db.query("select state, queue_id, outcome from public.calls where id = $1", [callId])
  return rows[0]
}

async function offersOf(callId: string) {
  const { rows } = await db.query(
    "select id, leg_id, purpose, member_id, state from public.call_offers where call_id = $1 order by announced_at, purpose desc",
    [callId],
  )
  return rows
}

const other = (account: Awaited<ReturnType<typeof staffed>>, memberId: string) =>
  [account.member("agent0"), account.member("agent1")].find(({ id }) => id !== memberId)?.id ?? ""

/** The deadline of that kind, now. */
async function due(callId: string, kind: string) {
  const { rows } = await db.query<{ id: string }>(
    "select id from public.call_deadlines where call_id = $1 and kind = $2::public.deadline_kind and fired_at is null order by due_at desc",
    [callId, kind],
  )
  return await tell({ kind: "deadline_due", deadlineId: rows[0]?.id ?? "" })
}

describe("whom somebody brings into a call", () => {
  test("[F2][K10] is a colleague of the same account with a role in the call's inbox, and free", async () => {
    const [account, foreign] = await Promise.all([staffed(db, 2), staffed(db, 1)])
    const call = await talking(db, account)
    const colleague = other(account, call.memberId)
    const reasonFor = async (memberId: string) => {
      const { instruction } = await consult(call, { memberId })
      return instruction.kind === "refuse_request" ? instruction.reason : instruction.kind
    }
    expect(await reasonFor(foreign.member("agent0").id)).toBe("unknown_target")
    await db.query("update public.inbox_members set role = 'assistant' where member_id = $1", [colleague])
    const busy = await talking(db, account)
    expect(busy.memberId).toBe(colleague)
    expect(await reasonFor(colleague)).toBe("busy")
    await from(colleague, { kind: "hang_up_asked", legId: busy.legId })
    expect(await reasonFor(colleague)).toBe("after_call")
    await db.query("update public.agent_presence set after_call_until = null where member_id = $1", [
      colleague,
    ])
    const { rows } = await db.query("delete from public.inbox_members where member_id = $1 returning *", [
      colleague,
    ])
    expect(await reasonFor(colleague)).toBe("no_inbox_role")
    await db.query(
      "insert into public.inbox_members select * from jsonb_populate_record(null::public.inbox_members, $1)",
      [rows[0]],
    )
    expect(await reasonFor(colleague)).toBe("invited")
    expect(await offersOf(call.callId)).toMatchObject([
      { purpose: "queue", state: "accepted" },
      { purpose: "consult", state: "announced", member_id: colleague },
    ])
  })

  test("[A7][G1][K10] is a telephone, judged by the call's own number, or a queue of the same account", async () => {
    const [account, foreign] = await Promise.all([staffed(db, 2), staffed(db, 1)])
    const call = await talking(db, account)
    const transfer = (target: object) =>
      from(call.memberId, { kind: "transfer_asked", legId: call.legId, target })
    expect((await transfer({ queueId: foreign.inbox().queueId })).instruction).toEqual({
      kind: "refuse_request",
      reason: "unknown_target",
    })
    await db.query("insert into public.blocked_numbers (account_id, number) values ($1, '+81612345678')", [
      account.id,
    ])
    expect((await transfer({ typed: "06-1234-5678" })).instruction).toMatchObject({
      reason: "blocked_number",
    })
    expect((await transfer({ typed: account.inbox().number })).instruction).toMatchObject({
      reason: "own_number",
    })
    expect((await transfer({ queueId: account.inbox().queueId })).instruction).toEqual({ kind: "accepted" })
    expect(await stateOf(call.callId)).toMatchObject({ state: "queued" })
    expect(await offersOf(call.callId)).toMatchObject([
      {},
      { purpose: "queue", state: "announced", member_id: other(account, call.memberId) },
    ])
  })

  test("[E2] two calls that want one colleague in one moment do not both have them", async () => {
    const account = await staffed(db, 3)
    const [one, two] = [await talking(db, account), await talking(db, account)]
    const free = account.member(
      ["agent0", "agent1", "agent2"].find(
        (key) => ![one.memberId, two.memberId].includes(account.member(key).id),
      ) ?? "",
    ).id
    const answers = await Promise.all([consult(one, { memberId: free }), consult(two, { memberId: free })])
    expect(answers.map(({ instruction }) => instruction.kind).toSorted()).toEqual([
      "invited",
      "refuse_request",
    ])
  })
})

describe("[K2] an agent who is lost", () => {
  test("is waited for without a heartbeat, 30 s long; then the call is offered to another, and what they wrote stays", async () => {
    const account = await staffed(db, 2)
    const call = await talking(db, account)
    await db.query(
      "update public.phone_sessions set heartbeat_at = now() - interval '13 seconds' where member_id = $1",
      [call.memberId],
    )
    await tell({ kind: "leg_lost", legId: call.legId })
    expect(await stateOf(call.callId)).toMatchObject({ state: "agent_lost" })
    const { rows: listed } = await db.query(
      "select live_call ->> 'state' as live from public.ticket_rows where live_call ->> 'call_id' = $1",
      [call.callId],
    )
    expect(listed).toEqual([{ live: "agent_lost" }])
    const presence = await db.query("select activity from private.presence_rows where member_id = $1", [
      call.memberId,
    ])
    expect(presence.rows).toEqual([{ activity: "talking" }])
    const [, resume] = await offersOf(call.callId)
    expect(resume).toMatchObject({ purpose: "resume", state: "announced", member_id: call.memberId })
    const { rows } = await db.query("select public.due_work(10000) -> 'lost_offers' ? $1 as lost", [
      resume.id,
    ])
    expect(rows[0].lost).toBe(false)
    await due(call.callId, "offer")
    const [, lapsed, next] = await offersOf(call.callId)
    expect(lapsed).toMatchObject({ state: "lapsed" })
    expect(next).toMatchObject({
      purpose: "queue",
      state: "announced",
      member_id: other(account, call.memberId),
    })
    const memos = await db.query("select ended_at from public.call_memos where leg_id = $1", [call.legId])
    expect(memos.rows).toEqual([{ ended_at: expect.any(Date) }])
  })

  test("who has dialled has no queue: the call is offered on where calls to its number go", async () => {
    const account = await staffed(db, 2)
    const agent = await dialler(db, account)
    const begun = await agent.begin()
    await (await ringingOut(begun, agent.memberId)).answers()
    await tell({ kind: "leg_lost", legId: begun.legId })
    expect(await stateOf(begun.callId)).toMatchObject({ state: "agent_lost", queue_id: null })
    await due(begun.callId, "offer")
    expect(await stateOf(begun.callId)).toMatchObject({ state: "queued", queue_id: account.inbox().queueId })
    expect(await offersOf(begun.callId)).toMatchObject([
      { purpose: "resume", state: "lapsed" },
      { purpose: "queue", state: "announced", member_id: other(account, agent.memberId) },
    ])
  })

  test("comes back on another machine: one leg, one memo, and its text", async () => {
    const account = await staffed(db, 1)
    const call = await talking(db, account)
    await db.query("update public.call_memos set body = '途中まで' where leg_id = $1", [call.legId])
    await tell({ kind: "leg_lost", legId: call.legId })
    const [, resume] = await offersOf(call.callId)
    await from(call.memberId, { kind: "offer_acknowledged", offerId: resume.id })
    await tell({ kind: "leg_answered", legId: resume.leg_id, providerLegId: `CA-${resume.leg_id}` })
    expect(await stateOf(call.callId)).toMatchObject({ state: "talking" })
    const { rows } = await db.query(
      "select leg_id, body, ended_at from public.call_memos where call_id = $1",
      [call.callId],
    )
    expect(rows).toEqual([{ leg_id: resume.leg_id, body: "途中まで", ended_at: null }])
    const legs = await db.query(
      "select id from public.call_legs where call_id = $1 and role = 'agent' and state <> 'ended'",
      [call.callId],
    )
    expect(legs.rows).toEqual([{ id: resume.leg_id }])
  })

  test("[E2] is busy until it is known whether they meant to end their leg, and not asked back from another call", async () => {
    const account = await staffed(db, 2)
    const call = await talking(db, account)
    const colleague = await talking(db, account)
    await tell({
      kind: "leg_ended",
      legId: call.legId,
      providerLegId: `CA-${call.legId}`,
      cause: "completed",
      from: null,
      to: null,
    })
    expect(await stateOf(call.callId)).toMatchObject({ state: "agent_lost" })
    expect(await offersOf(call.callId)).toMatchObject([{ purpose: "queue", state: "accepted" }])
    const { rows } = await db.query<{ candidates: object[] }>(
      "select private.candidates(array[$1]::uuid[], $2, null) as candidates",
      [call.memberId, account.inbox().id],
    )
    expect(rows[0]?.candidates).toMatchObject([{ is_busy: true }])
    await db.query("update public.inbox_members set role = 'manager' where member_id = $1", [call.memberId])
    const { instruction } = await from(call.memberId, {
      kind: "supervise_asked",
      callId: colleague.callId,
      mode: "listen",
    })
    expect(instruction.kind).toBe("invited")
    await due(call.callId, "come_back")
    expect(await stateOf(call.callId)).toMatchObject({ state: "queued" })
    expect(await offersOf(call.callId)).toMatchObject([{ purpose: "queue", state: "accepted" }])
  })

  test("[A11] and may not take the inbox's calls any more is not asked back", async () => {
    const account = await staffed(db, 2)
    const call = await talking(db, account)
    await db.query("delete from public.inbox_members where member_id = $1", [call.memberId])
    await tell({
      kind: "leg_ended",
      legId: call.legId,
      providerLegId: `CA-${call.legId}`,
      cause: "completed",
      from: null,
      to: null,
    })
    expect(await offersOf(call.callId)).toMatchObject([
      {},
      { purpose: "queue", state: "announced", member_id: other(account, call.memberId) },
    ])
  })
})
