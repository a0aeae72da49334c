import { randomUUID } from "node:crypto"
import { createClient } from "@supabase/supabase-js"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { encodeWav } from "../../local/carrier/media/wav.ts"
import { endpoints } from "../leaks/matrix.ts"
import { accountOptions, everybody, foreignOptions, type Persona } from "../leaks/personas.ts"
import { createAccount, removeAccount, type TestAccount } from "../support/accounts.ts"
import { AppSession } from "./support/app-session.ts"
import { callBecomes } from "./support/tables.ts"
import { World } from "./support/world.ts"

let world: World
let foreign: TestAccount
const sessions = new Map<Persona, AppSession>()

beforeAll(async () => {
  world = await World.open(accountOptions)
  foreign = await createAccount(world.db, foreignOptions)
  for (const persona of everybody) {
    if (persona === "anonymous") continue
    const { members } = persona === "foreign" ? foreign : world.account
    const member = members[persona]
    if (member) sessions.set(persona, await AppSession.signIn(world.product, member))
  }
})
afterAll(async () => {
  await removeAccount(world.db, foreign.id)
  await world.close()
})

/** A request of that person's browser; of nobody's for `anonymous`. */
function request(
  persona: Persona,
  name: string,
  id: string = randomUUID(),
  body?: unknown,
): Promise<Response> {
  const [method = "GET", path = ""] = name.replace("[id]", id).split(" ")
  const init = {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
  const session = sessions.get(persona)
  return session ? session.fetch(path, init) : fetch(`${world.product.appUrl}${path}`, init)
}

const named = (rights: unknown) => Object.keys(endpoints).filter((name) => endpoints[name] === rights)

test("[K10] there are endpoints of every kind, or nothing would be asked below", () => {
  for (const kind of ["anybody", "signed", "ticker", "password", "own"])
    expect(named(kind), kind).not.toEqual([])
})

test.each(named("anybody"))("[K10] %s says nothing but that it is there", async (name) => {
  const answers = await Promise.all(everybody.map((persona) => request(persona, name)))
  expect(answers.map(({ status }) => status)).toEqual(everybody.map(() => 200))
  const texts = await Promise.all(answers.map((answer) => answer.text()))
  expect(new Set(texts).size).toBe(1)
})

test.each(named("signed"))("[K10] %s refuses everybody who is not the provider", async (name) => {
  const answers = await Promise.all(everybody.map((persona) => request(persona, name)))
  expect(answers.map(({ status }) => status)).toEqual(everybody.map(() => 403))
})

test.each(named("ticker"))("[K10] %s refuses everybody without its secret", async (name) => {
  const answers = await Promise.all(everybody.map((persona) => request(persona, name)))
  expect(answers.map(({ status }) => status)).toEqual(everybody.map(() => 401))
})

test.each(named("password"))("[K10] %s serves nobody by the session they have", async (name) => {
  const { userId, email } = world.account.member("owner")
  const body = { user_id: userId, email, password: "not-the-password" }
  const answers = await Promise.all(everybody.map((persona) => request(persona, name, undefined, body)))
  expect(answers.map(({ status }) => status)).toEqual(everybody.map(() => 401))
  expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([])
})

test.each(named("own"))("[K10] %s refuses whoever is not signed in", async (name) => {
  expect((await request("anonymous", name)).status).toBe(401)
})

test("[K10] nobody gets a softphone token for an app sign-in without the phone's", async () => {
  const answers = await Promise.all(everybody.map((persona) => request(persona, "POST /api/phone/token")))
  expect(answers.map(({ status }) => status).filter((status) => status < 400)).toEqual([])
})

test("[K10] nobody's request touches the call another person is being rung for", async () => {
  const agent = await world.agent("assistant", { acknowledges: false })
  const offered = agent.nextOffer()
  const { sid } = await world.call()
  const offerId = await offered
  const { offers } = await callBecomes(world.db, sid, ({ offers }) => offers.length > 0)
  const legId = offers[0]?.leg_id
  const others = everybody.filter((persona) => persona !== "assistant")
  await Promise.all(
    others.flatMap((persona) =>
      named("own").map((name) => request(persona, name, offerId, { leg_id: legId })),
    ),
  )
  // Acknowledged by nobody, the offer lapses by itself; whoever could touch it would have left another state.
  const call = await callBecomes(world.db, sid, ({ offers }) => offers[0]?.state !== "announced", 15_000)
  expect(call.offers[0]?.state).toBe("unacknowledged")
  expect(call.state).not.toBe("ended")
})

test.each(everybody)("[K10] a flow of the account is published by its owner alone: %s", async (persona) => {
  const name = "POST /api/flows/[id]/publish"
  const { flowId } = world.account.inbox()
  const { status } = await request(persona, name, flowId, { definition: null })
  // What is sent is no flow: whoever gets so far as to be told may publish one.
  const isAllowed = endpoints[name]?.includes(persona)
  expect(status).toBe(isAllowed ? 422 : persona === "anonymous" ? 401 : 404)
})

describe("[K10] a recording's audio", () => {
  let recordingId: string
  beforeAll(async () => {
    const { supabase } = world.product
    const account = world.account
    const objectName = `${account.id}/leaks/${randomUUID()}.wav`
    const wav = encodeWav(new Int16Array(800))
    const service = createClient(supabase.url, supabase.secretKey, { auth: { persistSession: false } })
    const { error } = await service.storage
      .from("recordings")
      .upload(objectName, wav, { contentType: "audio/wav" })
    if (error) throw error
    const { rows } = await world.db.query(
      `with call as (
         insert into public.calls (id, account_id, inbox_id, direction, state, outcome, version, contract_number,
           started_at, answered_at, ended_at)
         values (gen_random_uuid(), $1, $2, 'inbound', 'ended', 'answered', 1, $3, now(), now(), now()) returning id
       )
       insert into public.recordings (account_id, inbox_id, call_id, state, object_name, content_type, size_bytes, duration_ms,
         expected_by, started_at, stored_at)
       select $1, $2, id, 'stored', $4, 'audio/wav', $5, 100, now(), now(), now() from call returning id`,
      [account.id, account.inbox().id, account.inbox().number, objectName, wav.length],
    )
    recordingId = rows[0].id
  })

  test.each(everybody)("%s", async (persona) => {
    const name = "GET /api/recordings/[id]/audio"
    const answer = await request(persona, name, recordingId)
    const isAllowed = endpoints[name]?.includes(persona)
    expect(answer.status).toBe(isAllowed ? 200 : persona === "anonymous" ? 401 : 404)
    const text = `${JSON.stringify([...answer.headers])}${isAllowed ? "" : await answer.text()}`
    expect(text).not.toContain("/storage/v1")
  })
})
