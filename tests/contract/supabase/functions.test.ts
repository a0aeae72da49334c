import { afterAll, beforeAll, expect, test } from "vitest"
import { backend } from "./support/backend.ts"
import { anonymous, newPerson, type Person, removePeople, service } from "./support/clients.ts"
import { until } from "./support/until.ts"

let person: Person
beforeAll(async () => {
  person = await newPerson()
})
afterAll(() => removePeople(person))
const address = (path: string) => `${backend().url}/functions/v1/${path}`

test("a signed-in caller reaches a function, with method, path, query and body", async () => {
  const { data, error } = await person.client.functions.invoke("contract-echo/deep?x=1", {
    body: { text: "日本" },
  })
  expect(error).toBeNull()
  expect(data).toEqual({
    method: "POST",
    path: "/contract-echo/deep?x=1",
    body: JSON.stringify({ text: "日本" }),
  })
})

test("without a valid token a function that wants one is not reached", async () => {
  expect((await fetch(address("contract-echo"), { method: "POST" })).status).toBe(401)
  const forged = `${person.session.access_token.slice(0, -4)}AAAA`
  const wrong = await fetch(address("contract-echo"), { headers: { authorization: `Bearer ${forged}` } })
  expect(wrong.status).toBe(401)
})

test("a function that wants no token is open", async () => {
  const answer = await fetch(address("contract-open"), { method: "POST", body: "{}" })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ hasUrl: true, hasKeys: true, unset: "undefined" })
})

test("a function that wants no token takes a made-up key for none", async () => {
  const answer = await fetch(address("contract-open"), { headers: { apikey: "sb_publishable_made_up" } })
  expect(answer.status).toBe(200)
})

test("an unknown function is not found", async () => {
  const { error } = await service().functions.invoke("contract-no-such-function")
  expect(error?.context.status).toBe(404)
})

test.skipIf(!backend().isLocal)(
  "a function can neither write, read elsewhere, run programs nor reach others",
  async () => {
    const { data } = await anonymous().functions.invoke("contract-open")
    expect(data).toEqual({
      hasUrl: true,
      hasKeys: true,
      unset: "undefined",
      // Nothing of the machine's own environment.
      home: "undefined",
      write: "NotCapable",
      read: "NotCapable",
      run: "NotCapable",
      reachOthers: "NotCapable",
    })
  },
)

test.skipIf(!backend().isLocal)("a function that ends is started again", async () => {
  await fetch(address("contract-open"), { headers: { "x-crash": "yes" } })
  const answer = await until("it answers again", async () => {
    const again = await fetch(address("contract-open"))
    await again.body?.cancel()
    return again.status === 200
  })
  expect(answer).toBe(true)
})
