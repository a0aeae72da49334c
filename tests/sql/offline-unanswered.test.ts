import { expect, test } from "vitest"
import { openDatabase } from "./support/database.ts"
import { ringing, staffed, tell } from "./support/routing.ts"

const db = openDatabase()

type End = "rings until its time is over" | "is declined"

/** How an agent stands after an offer that rang at them, in an account with or without the setting. */
async function afterOffer(goesOffline: boolean, end: End) {
  const account = await staffed(db, 2)
  await db.query("update public.accounts set goes_offline_unanswered = $2 where id = $1", [
    account.id,
    goesOffline,
  ])
  const { callId, offerId, memberId } = await ringing(db, account)
  const { rows } = await db.query(
    `select m.user_id as "userId", s.auth_session_id as "sessionId", d.id as "deadlineId"
     from public.members m join public.phone_sessions s on s.member_id = m.id and s.ended_at is null
     join public.call_deadlines d on d.subject_id = $2 and d.kind = 'offer' where m.id = $1`,
    [memberId, offerId],
  )
  const { deadlineId, ...sender } = rows[0]
  await tell({ kind: "ring_seen", offerId, ...sender })
  if (end === "is declined") await tell({ kind: "offer_declined", offerId, cause: "passed", ...sender })
  else await tell({ kind: "deadline_due", deadlineId })
  const presence = await db.query(
    "select status, status_cause as cause from public.agent_presence where member_id = $1",
    [memberId],
  )
  const next = await db.query(
    "select member_id from public.call_offers where call_id = $1 and is_open and member_id <> $2",
    [callId, memberId],
  )
  return { ...presence.rows[0], isPassedOn: next.rowCount === 1 }
}

test.each([
  [true, "rings until its time is over", { status: "offline", cause: "unanswered" }],
  [true, "is declined", { status: "available" }],
  [false, "rings until its time is over", { status: "available" }],
] as const)(
  "[E3][B7] where who does not answer goes offline (%s), an offer that %s leaves %j",
  async (goesOffline, end, expected) => {
    expect(await afterOffer(goesOffline, end)).toMatchObject({ ...expected, isPassedOn: true })
  },
)
