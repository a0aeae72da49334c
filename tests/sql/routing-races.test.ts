import { expect, inject, test } from "vitest"
import type { Append } from "../../supabase/functions/routing/append.ts"
import { Database } from "../../supabase/functions/routing/database.ts"
import type { Lookup } from "../../supabase/functions/routing/lookup.ts"
import { route } from "../../supabase/functions/routing/route.ts"
import { as, call, openDatabase } from "./support/database.ts"
import { waitForLocks } from "./support/locks.ts"
import { arrival, database, ringing, staffed, tell } from "./support/routing.ts"

const db = openDatabase()

test("[E2] thirty calls arriving at once for three agents make three offers, one for each", async () => {
  const account = await staffed(db, 3)
  const answers = await Promise.all(Array.from({ length: 30 }, () => route(arrival(account), database())))
  expect(answers.every(({ instruction }) => instruction.kind === "wait")).toBe(true)
  // Who lost the races waits its turn; a look at the waiting calls hands out what is left.
  for (const { callId } of answers)
    await route({ key: null, event: { kind: "nudge", callId: callId ?? "" } }, database())
  const { rows } = await db.query("select member_id from public.call_offers where account_id = $1", [
    account.id,
  ])
  expect(new Set(rows.map(({ member_id }) => member_id)).size).toBe(3)
  expect(rows).toHaveLength(3)
})

test("[K4] one arrival reported twenty times at once is decided once, and every report gets the same answer", async () => {
  const account = await staffed(db, 2)
  const one = arrival(account)
  const answers = await Promise.all(Array.from({ length: 20 }, () => route(one, database())))
  for (const { instruction } of answers) expect(instruction).toEqual(answers[0]?.instruction)
  expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
  const { rows } = await db.query("select from public.call_offers where account_id = $1", [account.id])
  expect(rows).toHaveLength(1)
})

test("[E6] two calls of one number at the same moment find one ticket", async () => {
  const account = await staffed(db, 4)
  const [one, two] = [arrival(account), arrival(account)]
  if (one.event.kind !== "inbound_arrived" || two.event.kind !== "inbound_arrived")
    throw new Error("no arrivals")
  two.event.from = one.event.from
  // Neither may commit before the other has looked: both wait for the row that counts tickets.
  const blocker = await db.pool.connect()
  await blocker.query("begin")
  await blocker.query("select from public.accounts where id = $1 for update", [account.id])
  const both = Promise.all([route(one, database()), route(two, database())])
  await waitForLocks(db, "WITH pgrst_source", 2)
  await blocker.query("commit")
  blocker.release()
  await both
  const { rows } = await db.query(
    "select count(*)::int as tickets from public.tickets where account_id = $1",
    [account.id],
  )
  expect(rows[0].tickets).toBe(1)
})

test("[A11] a role taken away after the ranking and before the offer makes the offer go to the next agent", async () => {
  const account = await staffed(db, 2)
  const { rows } = await db.query<{ member_id: string }>(
    "select member_id from public.agent_presence where account_id = $1 order by idle_since, member_id",
    [account.id],
  )
  const [longestIdle, next] = rows.map(({ member_id }) => member_id)
  class Interrupted extends Database {
    override async append(append: Append) {
      await db.query("delete from public.inbox_members where member_id = $1", [longestIdle])
      return await super.append(append)
    }
  }
  const { url, secretKey } = inject("sql")
  await route(arrival(account), new Interrupted(url, secretKey))
  const offers = await db.query(
    "select member_id, candidates from public.call_offers where account_id = $1",
    [account.id],
  )
  expect(offers.rows).toMatchObject([{ member_id: next }])
  expect(offers.rows[0].candidates).toContainEqual(
    expect.objectContaining({ member_id: longestIdle, verdict: "no_inbox_role" }),
  )
})

test("[A11] a role taken away while the answer is being decided ends that leg, and the next agent is asked", async () => {
  const account = await staffed(db, 2)
  const { callId, legId, memberId } = await ringing(db, account)
  class Interrupted extends Database {
    override async append(append: Append) {
      await db.query("delete from public.inbox_members where member_id = $1", [memberId])
      return await super.append(append)
    }
  }
  const { url, secretKey } = inject("sql")
  const event = { kind: "leg_answered" as const, legId, providerLegId: `CA-${legId}` }
  await route({ key: null, event }, new Interrupted(url, secretKey))
  const ends = await db.query(
    "select target from public.call_effects where call_id = $1 and kind = 'end_leg' and not is_superseded",
    [callId],
  )
  expect(ends.rows).toEqual([{ target: legId }])
  const { rows } = await db.query(
    "select state from public.call_offers where call_id = $1 order by announced_at",
    [callId],
  )
  expect(rows).toEqual([{ state: "rights_lost" }, { state: "announced" }])
})

test("[A11] the sweeper finds an offer whose agent has lost the inbox", async () => {
  const account = await staffed(db, 1)
  const { offerId, memberId } = await ringing(db, account)
  const isLost = async () => {
    const { rows } = await db.query("select public.due_work(10000) -> 'lost_offers' ? $1 as lost", [offerId])
    return rows[0].lost
  }
  expect(await isLost()).toBe(false)
  await db.query("delete from public.inbox_members where member_id = $1", [memberId])
  expect(await isLost()).toBe(true)
})

test("[B7][E3] the sweeper finds an offer whose agent goes offline, or signs out of the phone, while it rings: the next is asked", async () => {
  const account = await staffed(db, 3)
  const members = Object.values(account.members)
  const asks = (member: (typeof members)[number], expression: string, values: string[] = []) =>
    as(db.pool, member, (client) => call(client, expression, values))
  for (const member of members) await asks(member, "public.sign_in_phone($1)", [member.phonePassword])
  const { callId } = await ringing(db, account)
  const offers = async () => {
    const { rows } = await db.query<{ id: string; member_id: string; state: string }>(
      "select id, member_id, state from public.call_offers where call_id = $1 order by announced_at",
      [callId],
    )
    return rows
  }
  for (const leaves of ["public.set_agent_status('offline')", "public.sign_out_phone()"]) {
    const offer = (await offers()).at(-1)
    const asked = members.find(({ id }) => id === offer?.member_id)
    if (!offer || !asked) throw new Error("nobody is asked")
    const isLost = async () => {
      const { rows } = await db.query("select public.due_work(10000) -> 'lost_offers' ? $1 as lost", [
        offer.id,
      ])
      return rows[0].lost
    }
    expect(await isLost(), leaves).toBe(false)
    await asks(asked, leaves)
    expect(await isLost(), leaves).toBe(true)
    await tell({ kind: "offer_lost", offerId: offer.id })
  }
  const asked = await offers()
  expect(asked.map(({ state }) => state)).toEqual(["agent_left", "agent_left", "announced"])
  expect(new Set(asked.map(({ member_id }) => member_id)).size).toBe(3)
})

test("a decision about a version that has passed writes nothing and is made again", async () => {
  const account = await staffed(db, 1)
  const { callId } = await route(arrival(account), database())
  const { rows } = await db.query("select id, leg_id from public.call_offers where call_id = $1", [callId])
  const [offerId, legId]: [string, string] = [rows[0].id, rows[0].leg_id]
  let loads = 0
  class Overtaken extends Database {
    override async load(lookup: Lookup) {
      const loaded = await super.load(lookup)
      // After the first look, somebody else closes the offer.
      if (++loads === 1) await route({ key: null, event: { kind: "offer_lost", offerId } }, database())
      return loaded
    }
  }
  const { url, secretKey } = inject("sql")
  const event = { kind: "leg_failed" as const, legId, error: "refused" }
  await route({ key: null, event }, new Overtaken(url, secretKey))
  expect(loads).toBe(2)
  const { rows: offers } = await db.query("select state from public.call_offers where call_id = $1", [callId])
  expect(offers).toEqual([{ state: "agent_left" }])
})

test("nobody but the service may load, append, sweep or settle", async () => {
  const functions = [
    "load_call(jsonb)",
    "append_call_events(jsonb)",
    "due_work(integer)",
    "take_effects(integer)",
    "check_live_calls()",
    "finish_effect(uuid, text, integer)",
  ]
  for (const signature of functions) {
    const { rows } = await db.query(
      `select role, has_function_privilege(role, $1, 'execute') as may
       from unnest(array['anon', 'authenticated', 'service_role']) role`,
      [`public.${signature}`],
    )
    expect(rows, signature).toEqual([
      { role: "anon", may: false },
      { role: "authenticated", may: false },
      { role: "service_role", may: true },
    ])
  }
})
