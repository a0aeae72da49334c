import { expect, test } from "vitest"
import { as, openDatabase } from "./support/database.ts"
import { staffed, talking, tell } from "./support/routing.ts"

const db = openDatabase()

/** A call that was recorded on a number whose recordings are kept for `days`, and its stored recording. */
async function recorded(days: number | null) {
  const account = await staffed(db, 1, { owner: { role: "owner" }, admin: { inboxes: { 0: "admin" } } })
  await as(db.pool, account.member("owner"), (client) =>
    client.query(
      "update public.phone_numbers set is_recorded = true, recording_days = $2 where account_id = $1",
      [account.id, days],
    ),
  )
  const call = await talking(db, account)
  const { callId, legId } = call
  await tell({
    kind: "leg_ended",
    legId,
    providerLegId: `CA-${legId}`,
    from: null,
    to: null,
    cause: "completed",
  })
  const recording = async () => {
    const { rows } = await db.query("select * from public.recordings where call_id = $1", [callId])
    return rows[0]
  }
  const { id: recordingId, stay_id: stayId } = await recording()
  await tell({ kind: "recording_ready", callId, stayId, providerRecordingId: `RE-${recordingId}` })
  const file = { objectName: `${recordingId}.wav`, contentType: "audio/wav", sizeBytes: 44, durationMs: 1000 }
  await tell({ kind: "recording_stored", callId, recordingId, ...file })
  return { account, callId, recordingId, recording, admin: account.member("admin") }
}

/** The call's deadlines of the recording that have not fired. */
async function deadlines(recordingId: string) {
  const { rows } = await db.query<{ id: string; due_at: Date; is_due: boolean }>(
    `select id, due_at, due_at <= now() as is_due from public.call_deadlines
     where subject_id = $1 and kind = 'recording_delete' and fired_at is null order by due_at`,
    [recordingId],
  )
  return rows
}

const fire = (deadlineId = "") => tell({ kind: "deadline_due", deadlineId })

async function logged(recordingId: string) {
  const { rows } = await db.query(
    `select l.action, l.member_id, l.detail ->> 'by' as by, l.detail ->> 'call_id' as call_id, t.number is not null as has_ticket
     from public.operation_log l left join public.tickets t on t.id = l.ticket_id
     where l.detail ->> 'recording_id' = $1 order by l.id`,
    [recordingId],
  )
  return rows
}

const shown = async (callId: string) => {
  const { rows } = await db.query(
    "select recording from public.timeline_rows where memo ->> 'call_id' = $1",
    [callId],
  )
  return rows[0]?.recording
}

test("[D1] a recording is kept as long as its number said when the call began, whatever it says later", async () => {
  const { account, callId, recordingId, recording } = await recorded(30)
  const before = await recording()
  expect(before.keep_until.getTime() - before.started_at.getTime()).toBe(30 * 86_400_000)
  await as(db.pool, account.member("owner"), (client) =>
    client.query("update public.phone_numbers set recording_days = 1 where account_id = $1", [account.id]),
  )
  const due = await deadlines(recordingId)
  expect(due).toMatchObject([{ due_at: before.keep_until, is_due: false }])

  await fire(due[0]?.id)
  const objectName = `${account.id}/${callId}/${recordingId}.wav`
  const { rows } = await db.query(
    "select payload from public.call_effects where call_id = $1 and kind = 'delete_recording' and state = 'pending'",
    [callId],
  )
  expect(rows).toMatchObject([{ payload: { objectName, providerRecordingId: `RE-${recordingId}` } }])
  // Not before it is nowhere any more.
  expect(await recording()).toMatchObject({ state: "deleting", deleted_at: null })
  await tell({ kind: "recording_deleted", callId, recordingId })
  expect(await recording()).toMatchObject({ state: "deleted", object_name: null, deleted_by: null })
  expect(await shown(callId)).toMatchObject({ state: "deleted", deleted_by_name: null })
  const entry = { member_id: null, by: "retention", call_id: callId, has_ticket: true }
  expect(await logged(recordingId)).toEqual([
    { action: "recording_deletion_asked", ...entry },
    { action: "recording_deleted", ...entry },
  ])
})

test("[D1] a recording of a number without a limit is kept", async () => {
  const { recordingId, recording } = await recorded(null)
  expect(await deadlines(recordingId)).toEqual([])
  expect(await recording()).toMatchObject({ state: "stored", keep_until: null })
})

test("[D1] an admin of the inbox has a recording deleted at once, once, and it is noted who", async () => {
  const { callId, recordingId, recording, admin } = await recorded(null)
  const ask = () =>
    as(db.pool, admin, (client) => client.query("select public.delete_recording($1)", [recordingId]))
  await ask()
  expect(await recording()).toMatchObject({ state: "deleting", deleted_by: admin.id })
  await ask()
  const due = await deadlines(recordingId)
  expect(due).toMatchObject([{ is_due: true }])
  await fire(due[0]?.id)
  await tell({ kind: "recording_deleted", callId, recordingId })
  expect(await shown(callId)).toMatchObject({ state: "deleted", deleted_by_name: expect.any(String) })
  const entry = { member_id: admin.id, by: "member", call_id: callId, has_ticket: true }
  expect(await logged(recordingId)).toEqual([
    { action: "recording_deletion_asked", ...entry },
    { action: "recording_deleted", ...entry },
  ])
})

test("[D1] what was noted of a deletion is nobody's to delete, not even the service's", async () => {
  const { admin } = await recorded(null)
  const statement = "delete from public.operation_log"
  await expect(as(db.pool, admin, (client) => client.query(statement))).rejects.toMatchObject({
    code: "42501",
  })
  const { rows } = await db.query(
    "select has_table_privilege('service_role', 'public.operation_log', 'delete, truncate') as may",
  )
  expect(rows).toEqual([{ may: false }])
})

test("[A1] an owner's change of a number is counted and noted, and one that cannot be is refused", async () => {
  const { account } = await recorded(30)
  const owner = account.member("owner")
  const change = (statement: string) =>
    as(db.pool, owner, (client) =>
      client.query(`update public.phone_numbers set ${statement} where account_id = $1 returning revision`, [
        account.id,
      ]),
    )
  const { rows: first } = await change("recording_days = 60")
  const { rows: second } = await change("records_without_agent = true")
  expect(second[0].revision).toBe(first[0].revision + 1)
  const { rows } = await db.query(
    `select member_id, detail -> 'from' as was, detail -> 'to' as is_now from public.operation_log
     where account_id = $1 and action = 'number_changed' order by id desc limit 2`,
    [account.id],
  )
  expect(rows).toEqual([
    { member_id: owner.id, was: { records_without_agent: false }, is_now: { records_without_agent: true } },
    { member_id: owner.id, was: { recording_days: 30 }, is_now: { recording_days: 60 } },
  ])
  const stale = await as(db.pool, owner, (client) =>
    client.query("update public.phone_numbers set label = 'x' where account_id = $1 and revision = $2", [
      account.id,
      first[0].revision,
    ]),
  )
  expect(stale.rowCount).toBe(0)
  const byAnAdmin = await as(db.pool, account.member("admin"), (client) =>
    client.query("update public.phone_numbers set recording_days = 1 where account_id = $1", [account.id]),
  )
  expect(byAnAdmin.rowCount).toBe(0)
  for (const days of [0, -1, 3651])
    await expect(change(`recording_days = ${days}`), String(days)).rejects.toMatchObject({ code: "23514" })
  await expect(change("revision = 1")).rejects.toMatchObject({ code: "42501" })
})
