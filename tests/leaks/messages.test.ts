import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { ask } from "./api.ts"
import { type Fixture, openFixture } from "./fixture.ts"
import { said, saidWithoutRow, supervisionColumns, topics } from "./matrix.ts"
import type { Persona } from "./personas.ts"

type Change = { table: string; id: string; row: Record<string, unknown> | null }

let f: Fixture
/** Every change that was ever said about the fixture, in order, by the kind of its topic. */
let changes: (Change & { topic: string })[]

beforeAll(async () => {
  f = await openFixture(inject("sql"))
  // Everything of the fixture is said once more as it stands, also what a busy topic held. Names first: they are in the rows.
  await f.db.query("update public.members set name = name || '.' where id = $1", [f.member("assistant").id])
  await f.db.query("update public.calls set is_recorded = not is_recorded where id = $1", [f.call])
  await f.db.query("update public.call_memos set body = body || '.' where message_id = any ($1)", [
    [f.message, f.missed],
  ])
  await f.db.query("update public.inboxes set position = position + 1 where id = $1", [f.inbox])
  await f.db.query(
    "update public.agent_presence set status_reason = 'x', after_call_until = now() + interval '1 minute' where member_id = $1",
    [f.member("assistant").id],
  )
  await f.db.query("select private.send_held(now() + interval '1 minute')")
  const { rows } = await f.db.query<{ topic: string; changes: Change[] | null }>(
    "select topic, payload -> 'changes' as changes from realtime.messages order by (payload ->> 'seq')::bigint",
  )
  const kinds: [string, RegExp][] = [
    ["inbox:<id>:<epoch>", new RegExp(`^inbox:${f.inbox}:`)],
    ["account:<id>:<epoch>:presence", new RegExp(`^account:${f.account.id}:`)],
    ["member:<id>", new RegExp(`^member:${f.member("assistant").id}$`)],
  ]
  changes = rows.flatMap((message) => {
    const kind = kinds.find(([, name]) => name.test(message.topic))?.[0]
    return kind ? (message.changes ?? []).map((change) => ({ ...change, topic: kind })) : []
  })
})
afterAll(() => f.close())

/** A row without the moment it was made for this telling. */
function atNoTime(row: unknown) {
  const { now: _, ...rest } = (row ?? {}) as Record<string, unknown>
  return rest
}

/** `a`, `b.c` and `d[].e` for a row's columns, those inside of JSON by their path. */
function columnsOf(value: Record<string, unknown>, prefix = ""): string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = `${prefix}${name}`
    if (Array.isArray(inner)) {
      return inner.length === 0 ? [] : columnsOf(inner[0] as Record<string, unknown>, `${path}[].`)
    }
    return typeof inner === "object" && inner !== null
      ? columnsOf(inner as Record<string, unknown>, `${path}.`)
      : [path]
  })
}

test("[K10] every table whose rows are said has a row in the matrix, for the topic it is said on", () => {
  const withRow = changes.filter(({ row }) => row !== null).map(({ table, topic }) => `${table} on ${topic}`)
  const named = Object.entries(said).map(([table, { topic }]) => `${table} on ${topic}`)
  expect([...new Set(withRow)].sort()).toEqual(named.sort())
  for (const { table, topic, row } of changes) {
    if (row === null && !(table in said)) expect(saidWithoutRow[table], table).toContain(topic)
  }
})

describe.each(Object.entries(said))("%s", (table, rights) => {
  const last = () => changes.findLast((one) => one.table === table && one.id === rights.id(f))?.row ?? {}

  test("[K10] is said with exactly the columns of the matrix", () => {
    expect(columnsOf(last()).sort()).toEqual(rights.columns.toSorted())
  })

  test.each(topics[rights.topic]?.listen ?? [])(
    "[K10] says nothing that %s may not read",
    async (persona: Persona) => {
      const { path, method, body, rows } = rights.read(f)
      const answer = await ask(f, persona, path, { ...(method && { method }), ...(body && { body }) })
      expect(rows(answer.body as never).map(atNoTime)).toContainEqual(atNoTime(last()))
    },
  )
})

test("[K10][S6] the phone of who supervises says exactly the columns of the matrix of the call, and to nobody else", async () => {
  const manager = f.member("manager")
  await f.db.query(
    `insert into public.call_legs (id, account_id, call_id, member_id, role, purpose, state, started_at, joined_at)
     values (gen_random_uuid(), $1, $2, $3, 'supervisor', 'listen', 'live', now(), now())`,
    [f.account.id, f.call, manager.id],
  )
  const { rows } = await f.db.query<{ topic: string; supervision: Record<string, unknown> }>(
    `select topic, change -> 'row' -> 'supervision' as supervision
     from realtime.messages, jsonb_array_elements(payload -> 'changes') change
     where change ->> 'table' = 'phone' and jsonb_typeof(change -> 'row' -> 'supervision') = 'object'`,
  )
  expect([...new Set(rows.map(({ topic }) => topic))]).toEqual([`member:${manager.id}`])
  const [shown] = rows
  expect(Object.keys(shown?.supervision ?? {}).sort()).toEqual(
    supervisionColumns.map((column) => column.replace("[]", "")).toSorted(),
  )
})
