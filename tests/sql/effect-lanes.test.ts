import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { openDatabase } from "./support/database.ts"
import { customerEnds, ringing, staffed, talking, tell } from "./support/routing.ts"

const db = openDatabase()

type Row = {
  id: string
  kind: string
  state: string
  attempts: number
  is_leased: boolean
  is_superseded: boolean
}

async function effectsOf(callId: string, kind?: string): Promise<Row[]> {
  const { rows } = await db.query<Row>(
    `select id, kind, state, attempts, leased_until is not null and leased_until > now() as is_leased, is_superseded
     from public.call_effects where call_id = $1 and ($2::text is null or kind = $2) order by position`,
    [callId, kind ?? null],
  )
  return rows
}

type Finished = { state: string | null; next: { id: string; payload: { kind: string }; attempts: number }[] }

async function finish(id: string, problem: string | null = null): Promise<Finished> {
  const { rows } = await db.query("select public.finish_effect($1, $2) as finished", [id, problem])
  return rows[0].finished
}

async function take(callId: string): Promise<string[]> {
  const { rows } = await db.query("select id from public.take_effects(10000) where call_id = $1", [callId])
  return rows.map(({ id }) => id)
}

/** Time passes for the effects of a call: what was to wait for ten minutes is due, and every lease is over. */
async function tenMinutesLater(callId: string): Promise<void> {
  await db.query(
    `update public.call_effects set next_attempt_at = next_attempt_at - interval '10 minutes',
       leased_until = leased_until - interval '10 minutes' where call_id = $1`,
    [callId],
  )
}

test("[K4] who decides has its effects at once, and nobody else has them meanwhile", async () => {
  const account = await staffed(db, 1)
  const { callId } = await ringing(db, account)
  const made = await effectsOf(callId)
  const ours = made.filter(({ kind }) => kind === "redirect_leg" || kind === "create_leg")
  expect(ours).toMatchObject([
    { kind: "redirect_leg", state: "pending", attempts: 1, is_leased: true },
    { kind: "create_leg", state: "pending", attempts: 1, is_leased: true },
  ])
  expect(await take(callId)).toEqual([])
})

test("[K4] an effect nobody settled is taken once by all who sweep, when its lease is over", async () => {
  const account = await staffed(db, 1)
  const { callId } = await ringing(db, account)
  const [create] = await effectsOf(callId, "create_leg")
  await tenMinutesLater(callId)
  const taken = (await Promise.all([take(callId), take(callId), take(callId), take(callId)])).flat()
  expect(taken.filter((id) => id === create?.id)).toHaveLength(1)
  expect(new Set(taken).size).toBe(taken.length)
  expect(await effectsOf(callId, "create_leg")).toMatchObject([{ attempts: 2, is_leased: true }])
})

test("[K4] what concerns one leg waits for its forerunner, and is handed over with its settling", async () => {
  const account = await staffed(db, 1)
  const { callId } = await talking(db, account)
  // The customer's redirect is still being carried out; what binds the conference to them comes after it.
  const [redirect] = await effectsOf(callId, "redirect_leg")
  expect(redirect).toMatchObject({ is_leased: true, is_superseded: true })
  expect(await effectsOf(callId, "end_on_exit")).toMatchObject([{ attempts: 0, is_leased: false }])
  const { state, next } = await finish(redirect?.id ?? "")
  expect(state).toBe("done")
  expect(next).toMatchObject([{ payload: { kind: "end_on_exit" }, attempts: 1 }])
  expect(await take(callId)).toEqual([])
})

test("a leg is hung up after its creation, however that went", async () => {
  const account = await staffed(db, 1)
  const call = await ringing(db, account)
  await customerEnds(call)
  const [create] = await effectsOf(call.callId, "create_leg")
  expect(create).toMatchObject({ state: "pending", is_leased: true, is_superseded: true })
  expect(await effectsOf(call.callId, "end_leg")).toMatchObject([{ attempts: 0, is_leased: false }])
  // It is not tried again, since nobody wants it any more: its failure hands the lane on.
  const { state, next } = await finish(create?.id ?? "", "no answer")
  expect(state).toBe("done")
  expect(next).toMatchObject([{ payload: { kind: "end_leg" } }])
})

test("what was superseded while its process died blocks nobody, and is not carried out again", async () => {
  const account = await staffed(db, 1)
  const call = await ringing(db, account)
  await customerEnds(call)
  const [[create], [end]] = [
    await effectsOf(call.callId, "create_leg"),
    await effectsOf(call.callId, "end_leg"),
  ]
  await tenMinutesLater(call.callId)
  const taken = await take(call.callId)
  expect(taken).toContain(end?.id)
  expect(taken).not.toContain(create?.id)
  expect(await effectsOf(call.callId, "create_leg")).toMatchObject([{ state: "done" }])
})

test("a newer effect takes the place of an older one of its kind and target, and of no other", async () => {
  const account = await staffed(db, 2)
  const call = await ringing(db, account)
  const lost = { kind: "offer_lost" as const, offerId: call.offerId }
  await tell(lost)
  // The first agent's leg is to be hung up; the second is asked, and their leg made, beside it.
  const { rows } = await db.query<{ id: string; leg_id: string; user_id: string; session_id: string }>(
    `select o.id, o.leg_id, m.user_id, s.auth_session_id as session_id from public.call_offers o
     join public.members m on m.id = o.member_id join public.phone_sessions s on s.member_id = m.id
     where o.call_id = $1 and o.is_open`,
    [call.callId],
  )
  const [second] = rows
  if (!second) throw new Error("the second agent is not asked")
  const { id: offerId, user_id: userId, session_id: sessionId } = second
  await tell({ kind: "offer_acknowledged", offerId, userId, sessionId })
  const creates = await db.query<{ target: string; is_superseded: boolean }>(
    "select target, is_superseded from public.call_effects where call_id = $1 and kind = 'create_leg' order by position",
    [call.callId],
  )
  expect(creates.rows).toEqual([
    { target: call.legId, is_superseded: true },
    { target: second.leg_id, is_superseded: false },
  ])
})

test("an effect that fails is tried again later each time; given up, it is decided about once", async () => {
  const account = await staffed(db, 1)
  const call = await ringing(db, account)
  const [create] = await effectsOf(call.callId, "create_leg")
  const id = create?.id ?? ""
  const pause = async () => {
    const { rows } = await db.query(
      "select round(extract(epoch from next_attempt_at - now())) as seconds from public.call_effects where id = $1",
      [id],
    )
    return Number(rows[0].seconds)
  }
  expect((await finish(id, "busy")).state).toBe("pending")
  expect(await pause()).toBe(2)
  await tenMinutesLater(call.callId)
  await take(call.callId)
  expect((await finish(id, "busy")).state).toBe("pending")
  expect(await pause()).toBe(4)
  await tenMinutesLater(call.callId)
  await take(call.callId)
  expect((await finish(id, "busy")).state).toBe("failed")

  const isDue = async () => {
    const { rows } = await db.query("select public.due_work(10000) -> 'given_up' ? $1 as due", [id])
    return rows[0].due
  }
  expect(await isDue()).toBe(true)
  const decided = await tell({ kind: "effect_given_up", effectId: id })
  expect(decided.effects.map(({ effect }) => effect.kind)).toContain("raise_alarm")
  expect(await isDue()).toBe(false)
  expect((await tell({ kind: "effect_given_up", effectId: id })).repeated).toBe(true)
  const { rows } = await db.query("select state from public.call_offers where id = $1", [call.offerId])
  expect(rows).toEqual([{ state: "failed" }])
})

test("[K2] a talker whose page is not heard of is found by heartbeat, and asked about once in a while", async () => {
  const account = await staffed(db, 1)
  const call = await talking(db, account)
  const isLost = async () => {
    const { rows } = await db.query("select public.due_work(10000) -> 'lost_legs' ? $1 as lost", [call.legId])
    return rows[0].lost
  }
  expect(await isLost()).toBe(false)
  await db.query(
    "update public.phone_sessions set heartbeat_at = now() - interval '13 seconds' where member_id = $1",
    [call.memberId],
  )
  // That it is asked about every minute in any case does not stand in the way.
  const { rows } = await db.query(
    "select payload -> 'everyMs' as every from public.call_effects where target = $1 and kind = 'check_leg' and state = 'pending'",
    [call.legId],
  )
  expect(rows).toEqual([{ every: 60_000 }])
  expect(await isLost()).toBe(true)
  const { effects } = await tell({ kind: "leg_lost", legId: call.legId })
  expect(effects.map(({ effect }) => effect)).toMatchObject([
    { kind: "check_leg", legId: call.legId },
    { kind: "hold_leg", isHeld: true },
  ])
  expect(await isLost()).toBe(false)
  await finish(effects[0]?.id ?? "")
  await db.query(
    "update public.call_effects set created_at = now() - interval '16 seconds' where call_id = $1 and kind = 'check_leg'",
    [call.callId],
  )
  expect(await isLost()).toBe(true)
})

test("an effect that does not exist settles nothing and hands nothing over", async () => {
  expect(await finish(randomUUID())).toEqual({ state: null, next: [] })
})
