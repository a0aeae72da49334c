import { describe, expect, test } from "vitest"
import { openDatabase } from "./support/database.ts"
import { pageSends } from "./support/pages.ts"
import { phoneOf } from "./support/phones.ts"
import { staffed, talking, tell } from "./support/routing.ts"

const db = openDatabase()

type Account = Awaited<ReturnType<typeof staffed>>
type Talk = Awaited<ReturnType<typeof talking>>

/** A talk, and a colleague who is not in it, with that role in its inbox. */
async function talk(role: string | null = "manager") {
  const account = await staffed(db, 2)
  const call = await talking(db, account)
  const other = otherThan(account, call.memberId)
  if (role === null) await db.query("delete from public.inbox_members where member_id = $1", [other])
  else
    await db.query("update public.inbox_members set role = $2::public.inbox_role where member_id = $1", [
      other,
      role,
    ])
  return { account, call, other }
}

const otherThan = (account: Account, memberId: string) =>
  [account.member("agent0"), account.member("agent1")].find(({ id }) => id !== memberId)?.id ?? ""

const from = (memberId: string, event: object) => pageSends(db, memberId, event)

const supervise = (memberId: string, { callId }: Pick<Talk, "callId">, mode = "listen") =>
  from(memberId, { kind: "supervise_asked", callId, mode })

async function answerOf(memberId: string, call: Talk) {
  const { instruction } = await supervise(memberId, call)
  return instruction.kind === "refuse_request" ? instruction.reason : instruction.kind
}

async function supervisorsOf(callId: string) {
  const { rows } = await db.query(
    `select id, member_id, purpose, state, left_cause from public.call_legs
     where call_id = $1 and role = 'supervisor' order by started_at`,
    [callId],
  )
  return rows
}

/** The other is in the call, connected. */
async function supervised(mode = "listen") {
  const made = await talk()
  const { instruction } = await supervise(made.other, made.call, mode)
  const legId = instruction.kind === "invited" ? instruction.legId : ""
  await tell({ kind: "leg_answered", legId, providerLegId: `CA-${legId}` })
  return { ...made, legId }
}

const lostLegs = async () => {
  const { rows } = await db.query<{ lost: string[] }>("select public.due_work(10000) -> 'lost_legs' as lost")
  return rows[0]?.lost ?? []
}

describe("[S6][K10] who may supervise a call", () => {
  test.each([
    ["admin", "invited"],
    ["manager", "invited"],
    ["operator", "no_inbox_role"],
    ["assistant", "no_inbox_role"],
    // As if there was no such call.
    [null, "none"],
  ])("with the role %s in its inbox: %s", async (role, expected) => {
    const { call, other } = await talk(role)
    expect(await answerOf(other, call)).toBe(expected)
    expect(await supervisorsOf(call.callId)).toHaveLength(expected === "invited" ? 1 : 0)
  })

  test("is nobody of another account, and nobody who is not signed in to the phone", async () => {
    const [{ call, other }, foreign] = await Promise.all([talk(), staffed(db, 1)])
    expect(await answerOf(foreign.member("agent0").id, call)).toBe("none")
    await db.query("update public.phone_sessions set ended_at = now() where member_id = $1", [other])
    expect(await answerOf(other, call)).toBe("none")
  })

  test("[E2] is nobody who rings or talks in another call; and who supervises is not rung for one", async () => {
    const { account, call, other } = await talk()
    const second = await talking(db, account)
    expect(second.memberId).toBe(other)
    expect(await answerOf(other, call)).toBe("busy")
    await from(other, { kind: "hang_up_asked", legId: second.legId })
    expect(await answerOf(other, call)).toBe("invited")
    await db.query("update public.agent_presence set after_call_until = null where member_id = $1", [other])
    const { rows } = await db.query<{ candidates: { member_id: string; is_busy: boolean }[] }>(
      "select private.candidates(array[$1]::uuid[], $2, null) as candidates",
      [other, account.inbox().id],
    )
    expect(rows[0]?.candidates).toMatchObject([{ member_id: other, is_busy: true }])
  })

  test("[E2] two calls asked for in one moment are not both had", async () => {
    const account = await staffed(db, 3)
    const calls = [await talking(db, account), await talking(db, account)]
    const free = ["agent0", "agent1", "agent2"]
      .map((key) => account.member(key).id)
      .find((id) => !calls.some(({ memberId }) => memberId === id))
    await db.query("update public.inbox_members set role = 'manager' where member_id = $1", [free])
    const answers = await Promise.all(calls.map((call) => answerOf(free ?? "", call)))
    expect(answers.toSorted()).toEqual(["busy", "invited"])
  })
})

describe("[S6] a supervisor", () => {
  test("is shown on the agent's phone with the way they are there, and has no memo and no call of their own", async () => {
    const { call, other, legId } = await supervised("listen")
    await from(other, { kind: "supervise_asked", callId: call.callId, mode: "whisper" })
    await tell({ kind: "supervision_set", legId, mode: "whisper", coachedLegId: call.legId })
    const { rows } = await db.query("select private.own_phone_of($1) -> 'call' -> 'legs' as legs", [
      call.memberId,
    ])
    expect(rows[0].legs).toContainEqual(
      expect.objectContaining({ id: legId, role: "supervisor", purpose: "whisper", member_id: other }),
    )
    const activity = async () => {
      const seen = await db.query("select activity from private.presence_rows where member_id = $1", [other])
      return seen.rows
    }
    expect(await activity()).toEqual([{ activity: "talking" }])
    await from(other, { kind: "hang_up_asked", legId })
    expect(await activity()).toEqual([{ activity: "none" }])
    expect(await supervisorsOf(call.callId)).toMatchObject([{ state: "ended", left_cause: "hung_up" }])
    const memos = await db.query("select member_id from public.call_memos where call_id = $1", [call.callId])
    expect(memos.rows).toEqual([{ member_id: call.memberId }])
    const presence = await db.query(
      "select after_call_until from public.agent_presence where member_id = $1",
      [other],
    )
    expect(presence.rows).toEqual([{ after_call_until: null }])
  })

  test("[K3] is told by their own phone which leg is theirs, before it rings and at every change, and that it is over", async () => {
    const { account, call, other } = await talk()
    const phone = phoneOf(db, account, other)
    const agent = Object.values(account.members).find(({ id }) => id === call.memberId)
    const { instruction } = await supervise(other, call, "listen")
    const legId = instruction.kind === "invited" ? instruction.legId : ""
    const last = async () => (await phone.said()).at(-1)?.row
    expect(await last()).toMatchObject({
      offer: null,
      call: null,
      supervision: { legId, mode: "listen", joinedAt: null, agentNames: [agent?.name] },
    })
    await tell({ kind: "leg_answered", legId, providerLegId: `CA-${legId}` })
    expect((await last())?.supervision?.joinedAt).toEqual(expect.any(Number))
    await supervise(other, call, "whisper")
    await tell({ kind: "supervision_set", legId, mode: "whisper", coachedLegId: call.legId })
    expect((await last())?.supervision).toMatchObject({ legId, mode: "whisper" })
    expect((await phone.read()).supervision).toEqual((await last())?.supervision)
    await from(other, { kind: "hang_up_asked", legId })
    expect(await last()).toMatchObject({ supervision: null, call: null, afterCall: null })
  })

  test("whose page is not heard of, or who may not supervise any more, is found by the sweeper and ended", async () => {
    for (const loses of [
      "update public.phone_sessions set heartbeat_at = now() - interval '13 seconds' where member_id = $1",
      "update public.inbox_members set role = 'operator' where member_id = $1",
    ]) {
      const { call, other, legId } = await supervised()
      expect(await lostLegs()).not.toContain(legId)
      await db.query(loses, [other])
      expect(await lostLegs()).toContain(legId)
      await tell({ kind: "leg_lost", legId })
      const { rows } = await db.query(
        "select kind from public.call_effects where target = $1 and kind = 'end_leg'",
        [legId],
      )
      expect(rows).toHaveLength(1)
      expect(await supervisorsOf(call.callId)).toMatchObject([{ state: "ended", left_cause: "lost" }])
      expect(await lostLegs()).not.toContain(legId)
    }
  })
})
