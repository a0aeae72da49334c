import { expect, test } from "vitest"
import { openDatabase } from "./support/database.ts"
import { pageSends } from "./support/pages.ts"
import { staffed, talking, tell } from "./support/routing.ts"

const db = openDatabase()

/** A recorded talk, with a colleague. */
async function recordedTalk() {
  const account = await staffed(db, 2)
  await db.query("update public.phone_numbers set is_recorded = true where account_id = $1", [account.id])
  const call = await talking(db, account)
  const other = [account.member("agent0"), account.member("agent1")].find(({ id }) => id !== call.memberId)
  return { account, call, otherId: other?.id ?? "" }
}

type Row = { member_id: string; recording: { id: string; from_ms: number; until_ms: number } | null }

/** The recordings as the timeline shows them, the oldest memo first. */
async function shown(callId: string): Promise<Row[]> {
  const { rows } = await db.query<Row>(
    `select memo ->> 'member_id' as member_id, recording from public.timeline_rows
     where memo ->> 'call_id' = $1 order by memo ->> 'answered_at'`,
    [callId],
  )
  return rows
}

/** Has the memo's talk be from then to then, in s from the beginning of the recording, which is 60 s long and stored. */
async function timed(memberId: string, callId: string, [from, until]: [number, number | null]) {
  await db.query(
    `update public.call_memos memo set answered_at = r.started_at + make_interval(secs => $3),
       ended_at = r.started_at + make_interval(secs => $4)
     from public.recordings r where r.id = memo.recording_id and memo.member_id = $1 and memo.call_id = $2`,
    [memberId, callId, from, until],
  )
}

async function store(callId: string) {
  await db.query(
    `update public.recordings set state = 'stored', object_name = gen_random_uuid()::text, size_bytes = 44, duration_ms = 60000,
       stored_at = now() where call_id = $1`,
    [callId],
  )
}

test("[D1][F5] each memo of a talk plays its own span of the one recording", async () => {
  const { call, otherId } = await recordedTalk()
  await pageSends(db, call.memberId, {
    kind: "consult_asked",
    legId: call.legId,
    target: { memberId: otherId },
  })
  const { rows } = await db.query<{ id: string; leg_id: string }>(
    "select id, leg_id from public.call_offers where call_id = $1 and is_open",
    [call.callId],
  )
  const [consult] = rows
  await pageSends(db, otherId, { kind: "offer_acknowledged", offerId: consult?.id })
  const legId = consult?.leg_id ?? ""
  await tell({ kind: "leg_answered", legId, providerLegId: `CA-${legId}` })
  await store(call.callId)
  await timed(call.memberId, call.callId, [0, 40])
  await timed(otherId, call.callId, [30, null])
  const memos = await shown(call.callId)
  expect(memos).toMatchObject([
    { member_id: call.memberId, recording: { duration_ms: 60_000, from_ms: 0, until_ms: 40_500 } },
    // It still goes on: to the end of what there is.
    { member_id: otherId, recording: { duration_ms: 60_000, from_ms: 29_500, until_ms: 60_000 } },
  ])
  expect(memos[0]?.recording?.id).toBe(memos[1]?.recording?.id)
})

test("[D1] who talks with the customer in another stay has its recording, and the first keeps theirs", async () => {
  const { account, call, otherId } = await recordedTalk()
  const first = (await shown(call.callId))[0]?.recording?.id
  expect(first).toBeDefined()
  const stay = async () => {
    const { rows } = await db.query<{ stay_id: string }>(
      "select stay_id from public.recordings where id = $1",
      [first],
    )
    return rows[0]?.stay_id
  }
  // Everybody talks, so the customer waits outside the conference, until the colleague is free.
  const meanwhile = await talking(db, account)
  await pageSends(db, call.memberId, {
    kind: "transfer_asked",
    legId: call.legId,
    target: { queueId: account.inbox().queueId },
  })
  await tell({
    kind: "leg_turn",
    legId: call.customerLegId,
    providerLegId: call.providerLegId,
    asks: "wait",
    step: "v9-1",
  })
  await pageSends(db, otherId, { kind: "hang_up_asked", legId: meanwhile.legId })
  await db.query("update public.agent_presence set after_call_until = null where member_id = $1", [otherId])
  await tell({ kind: "nudge", callId: call.callId })
  const { rows } = await db.query<{ id: string; leg_id: string }>(
    "select id, leg_id from public.call_offers where call_id = $1 and is_open and member_id = $2",
    [call.callId, otherId],
  )
  const [offer] = rows
  const { effects } = await pageSends(db, otherId, { kind: "offer_acknowledged", offerId: offer?.id })
  const stayId =
    effects.flatMap(({ effect }) => (effect.kind === "create_leg" ? [effect.stayId] : []))[0] ?? ""
  expect(stayId).not.toBe(await stay())
  const legId = offer?.leg_id ?? ""
  await tell({
    kind: "leg_joined",
    legId: call.customerLegId,
    providerLegId: call.providerLegId,
    stayId,
    conferenceId: "CF-second",
  })
  await tell({ kind: "leg_answered", legId, providerLegId: `CA-${legId}` })
  const memos = await shown(call.callId)
  expect(memos.map(({ member_id }) => member_id)).toEqual([call.memberId, otherId])
  expect(memos[0]?.recording?.id).toBe(first)
  expect(memos[1]?.recording?.id).toBeDefined()
  expect(memos[1]?.recording?.id).not.toBe(first)
})
