import { expect, test } from "vitest"
import { openDatabase } from "./support/database.ts"
import { phoneOf } from "./support/phones.ts"
import { customerEnds, ringing, staffed, talking, tell } from "./support/routing.ts"

const db = openDatabase()

test("[K3][K7] own phone comes whole with each message, in the order of its versions, and a reading names the last", async () => {
  const account = await staffed(db, 1)
  const talk = await talking(db, account)
  const phone = phoneOf(db, account, talk.memberId)
  await customerEnds(talk)
  const said = await phone.said()
  expect(said.map(({ row }) => row.version)).toEqual(said.map(({ seq }) => seq))
  expect(said.map(({ seq }) => seq)).toEqual(said.map((_, place) => (said[0]?.seq ?? 0) + place))
  const named = said.map(({ row: { offer, call: live, afterCall } }) =>
    live ? "call" : offer ? "offer" : afterCall ? "after call" : "nothing",
  )
  // Never nothing between two of them: a page that saw it would take the call for over.
  expect(named.filter((name, place) => name !== named[place - 1] && name !== "nothing")).toEqual([
    "offer",
    "call",
    "after call",
  ])
  expect(named.lastIndexOf("nothing")).toBeLessThan(named.indexOf("offer"))
  const { now: _, ...read } = await phone.read()
  const { now: __, ...last } = said.at(-1)?.row ?? (await phone.read())
  expect(read).toEqual(last)
})

test("[K3] whoever is in a call hears who else is, also when only another leg changes", async () => {
  const account = await staffed(db, 1)
  const talk = await talking(db, account)
  const phone = phoneOf(db, account, talk.memberId)
  const { call: live } = await phone.read()
  expect(live).toMatchObject({ legId: talk.legId, recording: "off", isDialling: false })
  expect(live?.legs.map(({ role, state, isHeld }) => ({ role, state, isHeld }))).toEqual([
    { role: "customer", state: "live", isHeld: false },
    { role: "agent", state: "live", isHeld: false },
  ])
  expect(live?.legs.find(({ id }) => id === talk.legId)).toMatchObject({
    memberId: talk.memberId,
    memberName: phone.member.name,
  })
  const { rows } = await db.query(
    "select user_id, auth_session_id from public.phone_sessions s join public.members m on m.id = s.member_id where m.id = $1",
    [talk.memberId],
  )
  const sender = { userId: rows[0].user_id, sessionId: rows[0].auth_session_id }
  const { effects } = await tell({ kind: "hold_asked", legId: talk.legId, isHeld: true, ...sender })
  const { version } = await phone.read()
  for (const { effect } of effects) {
    if (effect.kind !== "hold_leg") continue
    await tell({ kind: "hold_set", legId: effect.legId, stayId: effect.stayId, isHeld: true })
  }
  expect(await phone.read()).toMatchObject({ version: version + 1 })
  expect((await phone.said()).at(-1)?.row.call?.legs[0]).toMatchObject({ role: "customer", isHeld: true })
})

test("[E8] after a call its party, its length and until when there is time are the database's to say, by its clock", async () => {
  const account = await staffed(db, 1)
  const talk = await talking(db, account)
  await customerEnds(talk)
  const { afterCall, now } = await phoneOf(db, account, talk.memberId).read()
  expect(afterCall).toMatchObject({ callId: talk.callId, facts: { callId: talk.callId }, reason: null })
  expect(afterCall?.until).toBeGreaterThan(now)
  expect(afterCall?.endedAt).toBeLessThanOrEqual(now)
  expect(afterCall?.talkedFor).toBeGreaterThanOrEqual(0)
})

test("[A11] of a call in an inbox one has no role in any more nothing is shown", async () => {
  const account = await staffed(db, 1)
  const talk = await ringing(db, account)
  const phone = phoneOf(db, account, talk.memberId)
  expect((await phone.read()).offer).toMatchObject({ legId: talk.legId })
  await tell({ kind: "leg_answered", legId: talk.legId, providerLegId: `CA-${talk.legId}` })
  await customerEnds(talk)
  await db.query("delete from public.inbox_members where member_id = $1", [talk.memberId])
  expect(await phone.read()).toMatchObject({ offer: null, call: null, afterCall: { facts: null } })
})
