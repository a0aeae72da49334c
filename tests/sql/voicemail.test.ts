import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { route } from "../../supabase/functions/routing/route.ts"
import { block, flowOf } from "../support/flows.ts"
import { openDatabase } from "./support/database.ts"
import { arrival, customerEnds, database, staffed, tell } from "./support/routing.ts"

const db = openDatabase()

/** A call that hears the voicemail's greeting, to an account that may have one. */
async function atVoicemail() {
  const account = await staffed(db, 1)
  const { flowId, id: inboxId } = account.inbox(0)
  await db.query(
    "update public.entitlements set pro_course = true, flow_customisation = true where account_id = $1",
    [account.id],
  )
  await db.query("update public.members set role = 'owner' where id = $1", [account.member("agent0").id])
  const definition = flowOf([block("voicemail", "voicemail"), block("hangup", "end")])
  await db.query("select public.publish_flow($1)", [
    JSON.stringify({ flow_id: flowId, user_id: account.member("agent0").userId, definition }),
  ])
  const providerLegId = `CA${randomUUID()}`
  const { callId, instruction } = await route(arrival(account, providerLegId), database())
  if (callId === null || instruction.kind !== "record")
    throw new Error(`The caller is told "${instruction.kind}"`)
  return { inboxId, providerLegId, ...instruction }
}

async function kept(callId: string) {
  const { rows } = await db.query(
    `select c.state, c.outcome, c.reason, memo ->> 'reason' as why, t.kind, t.recording ->> 'state' as audio
     from public.calls c left join public.timeline_rows t on t.memo ->> 'call_id' = c.id::text where c.id = $1`,
    [callId],
  )
  return rows
}

test("[J3] the row of the audio is there before the greeting is heard", async () => {
  const { callId, stayId } = await atVoicemail()
  const { rows } = await db.query("select stay_id, state from public.recordings where call_id = $1", [callId])
  expect(rows).toEqual([{ stay_id: stayId, state: "expected" }])
  expect(await kept(callId)).toMatchObject([{ state: "voicemail", kind: null }])
})

test("[J3][J4] a message is a memo of its own kind with its audio, counted apart from the missed calls", async () => {
  const { callId, inboxId, legId, providerLegId, stayId, step } = await atVoicemail()
  await tell({ kind: "leg_turn", legId, providerLegId, asks: "wait", step, recordedSeconds: 4 })
  await tell({ kind: "recording_ready", callId, stayId, providerRecordingId: `RE${callId}`, seconds: 4 })
  expect(await kept(callId)).toEqual([
    { state: "ended", outcome: "voicemail", reason: null, why: null, kind: "voicemail", audio: "fetching" },
  ])
  const { rows } = await db.query("select kind from public.missed_rows where inbox_id = $1", [inboxId])
  expect(rows).toEqual([{ kind: "voicemail" }])
})

test("[J1][J3] who hangs up without a word is a missed call, and nothing is awaited of them", async () => {
  const { callId, providerLegId, stayId } = await atVoicemail()
  await customerEnds({ providerLegId })
  expect(await kept(callId)).toMatchObject([{ state: "voicemail" }])
  await tell({ kind: "recording_absent", callId, stayId, error: "absent" })
  expect(await kept(callId)).toMatchObject([
    { state: "ended", outcome: "abandoned", reason: "caller_gave_up", kind: "missed_call", audio: null },
  ])
  const { rows } = await db.query("select state, last_error from public.recordings where call_id = $1", [
    callId,
  ])
  expect(rows).toEqual([{ state: "failed", last_error: "Nothing was said" }])
})

test("[J3] of whose message nothing is heard within a minute is kept as one, and its audio stays awaited", async () => {
  const { callId, providerLegId } = await atVoicemail()
  await customerEnds({ providerLegId })
  const { rows } = await db.query<{ id: string }>(
    "select id from public.call_deadlines where call_id = $1 and kind = 'message' and fired_at is null",
    [callId],
  )
  await tell({ kind: "deadline_due", deadlineId: rows[0]?.id ?? "" })
  expect(await kept(callId)).toMatchObject([{ outcome: "voicemail", kind: "voicemail", audio: "expected" }])
  const { rows: due } = await db.query(
    "select kind from public.call_deadlines where call_id = $1 and fired_at is null and kind = 'recording_overdue'",
    [callId],
  )
  expect(due).toHaveLength(1)
})
