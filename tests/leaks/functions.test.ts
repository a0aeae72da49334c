import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { type Answer, ask, isRefused } from "./api.ts"
import { listFunctions, listGrantedFunctions } from "./catalog.ts"
import { type Fixture, openFixture } from "./fixture.ts"
import { functions } from "./matrix.ts"
import { everybody } from "./personas.ts"

let f: Fixture
beforeAll(async () => {
  f = await openFixture(inject("sql"))
})
afterAll(() => f.close())

test("[K10] every function of the API has a row in the matrix, and every row a function", async () => {
  expect(Object.keys(functions).sort()).toEqual(await listFunctions(f.db))
})

test("[K10] the signed-in are granted exactly the functions that are not the service's", async () => {
  const named = Object.keys(functions).filter((name) => functions[name]?.kind !== "service")
  expect(await listGrantedFunctions(f.db)).toEqual(named.sort())
})

/** Everything the functions about oneself could change of somebody else. */
async function othersState(except: string): Promise<unknown> {
  const { rows } = await f.db.query(
    `select m.id, c.password_hash, c.failed_attempts, c.locked_until, p.status, p.status_reason, p.after_call_until,
       (select json_agg(s order by s.id) from public.phone_sessions s where s.member_id = m.id) as sessions
     from public.members m join public.phone_credentials c on c.member_id = m.id left join public.agent_presence p on p.member_id = m.id
     where m.id <> $1 order by m.id`,
    [except],
  )
  return rows
}

const isError = ({ status }: Answer) => status >= 400
const isEmpty = ({ body }: Answer) =>
  body === null ||
  body === "" ||
  JSON.stringify(body) === "[]" ||
  ("row" in (body as object) &&
    [null, undefined].includes((body as { row: { offer: null } | null }).row?.offer))

describe.each(Object.entries(functions))("%s", (name, rights) => {
  test.each(everybody)("[K10] called by %s", async (persona) => {
    const isAllowed = rights.by.includes(persona)
    const own = persona === "anonymous" ? "00000000-0000-0000-0000-000000000000" : f.member(persona).id
    const before = rights.kind === "self" ? await othersState(own) : null
    const answer = await ask(f, persona, `/rest/v1/rpc/${name}`, {
      method: "POST",
      body: (await rights.args?.(f)) ?? {},
    })
    const said = JSON.stringify(answer.body)
    if (persona === "anonymous") expect(answer.status, said).toBe(401)
    if (rights.kind === "shows") {
      expect(answer.leaks, said).toBe(isAllowed)
      if (!isAllowed) expect(isError(answer) || isEmpty(answer), said).toBe(true)
    }
    if (rights.kind === "service") expect(isRefused(answer), said).toBe(true)
    if (rights.kind === "changes") {
      expect(isError(answer), said).toBe(!isAllowed)
      expect(isAllowed || !answer.leaks, said).toBe(true)
    }
    if (rights.kind === "self") {
      expect(answer.leaks, said).toBe(false)
      expect(await othersState(own)).toEqual(before)
      const isOwnMistake = said.includes("wrong_phone_password") || said.includes("phone_locked")
      expect(isError(answer) && !isOwnMistake, said).toBe(!isAllowed)
    }
  })
})

test("[K10] presence shows no status of another account", async () => {
  const { body } = await ask(f, "foreign", "/rest/v1/rpc/list_presence", { method: "POST", body: {} })
  const { rows } = body as { rows: { member_id: string }[] }
  expect(rows.map((row) => row.member_id)).toEqual([f.member("foreign").id])
})

test("[K10] the sidebar shows the inboxes of one's own roles only", async () => {
  const inboxes = async (persona: "owner" | "neighbour" | "assistant") => {
    const { body } = await ask(f, persona, "/rest/v1/rpc/sidebar", { method: "POST", body: {} })
    return (body as { row: { inbox_id: string } }[]).map(({ row }) => row.inbox_id)
  }
  expect(await inboxes("owner")).toEqual([])
  expect(await inboxes("neighbour")).toEqual([f.otherInbox])
  expect(await inboxes("assistant")).toEqual([f.inbox])
})
