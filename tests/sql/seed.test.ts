import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { afterAll, beforeAll, expect, inject, test } from "vitest"
import { readAccount } from "../../local/demo/account.ts"
import { Floor } from "../../local/demo/floor.ts"
import { addRecordings } from "../../local/demo/recordings.ts"
import { conversation } from "../../local/demo/story.ts"
import { tellDemo } from "../../local/demo/tell.ts"
import { write } from "../../local/demo/write.ts"
import { createDatabase, dropDatabase } from "../../local/supabase/database/databases.ts"
import { replay } from "../../supabase/functions/_shared/calls/evolve.ts"
import { fact } from "../../supabase/functions/_shared/calls/facts.ts"
import { flowDefinition } from "../../supabase/functions/_shared/flows/schema.ts"
import { templateFlow } from "../../supabase/functions/_shared/flows/template.ts"

const name = `seed_${randomUUID().slice(0, 8)}`
let client: pg.Client
const rows = async <T>(query: string) => (await client.query(query)).rows as T[]

beforeAll(async () => {
  const { dbUrl, templateUrl } = inject("sql")
  client = new pg.Client({
    connectionString: await createDatabase(dbUrl, name, new URL(templateUrl).pathname.slice(1)),
  })
  await client.connect()
  await client.query(readFileSync(join(import.meta.dirname, "../../supabase/seed.sql"), "utf8"))
  await client.query("begin")
  await tellDemo(client, new Date())
  await client.query("commit")
})

afterAll(async () => {
  await client?.end()
  await dropDatabase(inject("sql").dbUrl, name)
})

test("the demo leaves no screen empty: every category of both inboxes", async () => {
  const statuses = await rows<{ kinds: number }>(
    "select count(distinct status)::int as kinds from public.tickets group by inbox_id",
  )
  expect(statuses).toEqual([{ kinds: 4 }, { kinds: 4 }])
  const counters = await rows<Record<string, number>>("select * from public.inbox_counters")
  for (const kept of counters) {
    expect(kept.open_tickets).toBeGreaterThan(2)
    expect(kept.on_hold_tickets).toBeGreaterThan(0)
    expect(kept.missed_calls).toBeGreaterThan(0)
  }
})

test("the demo's counters are what counting gives, and seeding told nobody", async () => {
  const before = await rows("select * from public.inbox_counters order by inbox_id")
  await client.query("select private.recount(id) from public.accounts")
  expect(await rows("select * from public.inbox_counters order by inbox_id")).toEqual(before)
  expect(await rows("select * from realtime.messages")).toEqual([])
})

test("[K1] every past call is the fold of its events", async () => {
  const calls = await rows<{
    id: string
    version: number
    outcome: string
    reason: string | null
    answered: string | null
    ended: string
    facts: { kind: string; at: string; payload: object }[]
  }>(
    `select c.id, c.version, c.outcome, c.reason, c.answered_at::text as answered, c.ended_at::text as ended,
       json_agg(json_build_object('kind', e.kind, 'payload', e.payload,
         'at', to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by e.position) as facts
     from public.calls c join public.call_events e on e.call_id = c.id group by c.id`,
  )
  expect(calls.length).toBeGreaterThan(300)
  for (const call of calls) {
    const folded = replay(call.facts.map(({ kind, at, payload }) => fact.parse({ ...payload, kind, at })))
    expect(folded).toMatchObject({
      id: call.id,
      phase: "ended",
      outcome: call.outcome,
      reason: call.reason,
      version: call.version,
    })
    expect(Date.parse(folded?.endedAt ?? "")).toBe(Date.parse(call.ended))
    expect(folded?.answeredAt ? Date.parse(folded.answeredAt) : null).toBe(
      call.answered ? Date.parse(call.answered) : null,
    )
    const times = call.facts.map(({ at }) => at)
    expect(times).toEqual([...times].sort())
  }
})

test("the demo's past lies in the last 31 days and nothing in it is still going on", async () => {
  const [past] = await rows(
    `select bool_and(started_at between now() - interval '32 days' and now()) as recent, bool_and(ended_at <= now()) as over,
       count(distinct date_trunc('day', started_at))::int > 25 as spread from public.calls`,
  )
  expect(past).toEqual({ recent: true, over: true, spread: true })
  const [open] = await rows(
    `select (select count(*)::int from public.call_offers where is_open) as offers,
       (select count(*)::int from public.call_legs where state <> 'ended') as legs,
       (select count(*)::int from public.phone_sessions) as phones`,
  )
  expect(open).toEqual({ offers: 0, legs: 0, phones: 0 })
})

test("nothing waits to be carried out: what the past has asked of provider and clock is done", async () => {
  const [left] = await rows(
    `select (select count(*)::int from public.call_effects) as effects, (select count(*)::int from public.call_deadlines) as deadlines,
       (select count(*)::int from public.agent_presence where after_call_until is not null) as working`,
  )
  expect(left).toEqual({ effects: 0, deadlines: 0, working: 0 })
})

test("what people did was done by them then, and the log tells it in that order", async () => {
  const [log] = await rows(
    `select count(distinct action)::int as actions, max(at) <= now() as past, count(distinct date_trunc('day', at))::int > 20 as spread,
       count(*) filter (where action = 'memo_recorded' and member_id is null)::int as nobodys from public.operation_log`,
  )
  expect(log).toEqual({ actions: 5, past: true, spread: true, nobodys: 0 })
  const [memos] = await rows(
    `select count(*) filter (where recorded_at < ended_at or saved_at <> recorded_at)::int as recorded_early,
       count(*) filter (where handled_at < ended_at)::int as handled_early,
       count(*) filter (where kind = 'call_memo' and recorded_at is null)::int as drafts from public.call_memos`,
  )
  expect(memos).toEqual({ recorded_early: 0, handled_early: 0, drafts: 0 })
  const unordered = await rows(
    "select from (select at, lag(at) over (order by id) as before from public.operation_log) l where at < before",
  )
  expect(unordered).toEqual([])
})

test("[E3] a call that one agent passes on and the next answers is told through the database's own rules", async () => {
  const account = await readAccount(client)
  if (!account) throw new Error("there is no demo")
  const now = new Date().toISOString()
  const custom = {
    flow: () => account.lines.repair.flow,
    isRecorded: () => true,
    isAtWork: () => true,
  }
  const floor = new Floor(account, new Date(Date.now() - 3_600_000).toISOString(), custom)
  const caller = "+819099990001"
  const story = conversation({ caller, passedOn: 1, answersAfter: 4, talkSeconds: 60, hangsUp: "agent" })
  const call = floor.call("told by a test", account.lines.repair, story)
  floor.run(now)
  await client.query("begin")
  try {
    await write(client, account, floor.told)
    const id = call.call?.id ?? ""
    const { rows: offers } = await client.query(
      "select state, member_id from public.call_offers where call_id = $1 order by announced_at",
      [id],
    )
    expect(offers.map(({ state }) => state)).toEqual(["declined", "accepted"])
    const { rows: left } = await client.query(
      `select memo.member_id, t.status, t.assignee_id, r.state as recording, extract(epoch from memo.ended_at - memo.answered_at)::int as seconds
       from public.call_memos memo join public.calls c on c.id = memo.call_id join public.tickets t on t.id = c.ticket_id
       join public.recordings r on r.call_id = c.id where memo.call_id = $1`,
      [id],
    )
    const member = offers[1]?.member_id
    expect(left).toEqual([
      { member_id: member, status: "open", assignee_id: member, recording: "expected", seconds: 60 },
    ])
  } finally {
    await client.query("rollback")
  }
})

test("[S1] the demo always rings: its flows are the template's, open at every hour", async () => {
  const flows = await rows<{ definition: unknown; weekdays: number }>(
    `select v.definition, (select count(*)::int from public.opening_hours h
       where h.flow_id = v.flow_id and h.opens = '00:00' and h.closes = '24:00') as weekdays
     from public.flow_versions v where v.is_published`,
  )
  expect(flows).toHaveLength(2)
  for (const { definition, weekdays } of flows) {
    const { blocks, ...flow } = flowDefinition.parse(definition)
    const of = (id: string) => JSON.parse(JSON.stringify(blocks.find((block) => block.id === id) ?? null))
    expect({ ...flow, blocks }).toEqual(
      templateFlow({
        timeZone: "Asia/Tokyo",
        voice: "ja",
        opening: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" })),
        holidays: [],
        queueId: of("queue").queueId,
        recordingNotice: true,
        greeting: of("greeting").say.text,
        closedMessage: of("closed").say.text,
        noAnswerMessage: of("no-answer").say.text,
      }),
    )
    expect(weekdays).toBe(7)
  }
})

test("every person of the demo signs in with the one password, to the phone with the other", async () => {
  const people = await rows<{ email: string; app: boolean; phone: boolean }>(
    `select u.email, u.encrypted_password = extensions.crypt('toritsugi-demo', u.encrypted_password) as app,
       c.password_hash = extensions.crypt('phone-demo', c.password_hash) as phone
     from public.members m join auth.users u on u.id = m.user_id join public.phone_credentials c on c.member_id = m.id order by 1`,
  )
  expect(people.map(({ email }) => email.split("@")[0])).toEqual([
    "ito",
    "sato",
    "suzuki",
    "takahashi",
    "tanaka",
    "watanabe",
  ])
  expect(people.every(({ app, phone }) => app && phone)).toBe(true)
})

test("[K1] recorded conversations get their audio as from the provider, once", async () => {
  const { url, secretKey, dbUrl } = inject("sql")
  const target = { url, secretKey, dbUrl: new URL(`/${name}`, dbUrl).toString() }
  expect(await addRecordings(target)).toBeGreaterThan(10)
  expect(await addRecordings(target)).toBe(0)
  const recordings = await rows<{ state: string; told: boolean; soon: boolean; size: boolean }>(
    `select r.state, r.stored_at - c.ended_at < interval '1 minute' as soon, r.size_bytes > 1000 as size,
       c.version = (select count(*) from public.call_events e where e.call_id = c.id) as told
     from public.recordings r join public.calls c on c.id = r.call_id`,
  )
  expect(recordings.length).toBeGreaterThan(10)
  for (const one of recordings) expect(one).toEqual({ state: "stored", soon: true, size: true, told: true })
})
