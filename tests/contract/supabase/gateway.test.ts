import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { backend } from "./support/backend.ts"
import { newPerson, type Person, removePeople } from "./support/clients.ts"

let person: Person
beforeAll(async () => {
  person = await newPerson()
})
afterAll(() => removePeople(person))
const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(`${backend().url}${path}`, { method, headers })

describe("keys", () => {
  test("are needed, and must be the project's", async () => {
    for (const headers of [{}, { apikey: "sb_publishable_wrong" }, { apikey: "" }]) {
      const answer = await ask("/rest/v1/contract_nothing", headers as Record<string, string>)
      expect(answer.status).toBe(401)
    }
  })

  test("decide the role; a user's token goes before them", async () => {
    const { publishableKey, secretKey } = backend()
    const list = (headers: Record<string, string>) => ask("/auth/v1/admin/users", headers)
    expect((await list({ apikey: secretKey, authorization: `Bearer ${secretKey}` })).status).toBe(200)
    expect((await list({ apikey: publishableKey, authorization: `Bearer ${publishableKey}` })).ok).toBe(false)
    expect((await list({ apikey: publishableKey, authorization: `Bearer ${secretKey}` })).ok).toBe(false)
    const own = await ask("/auth/v1/user", {
      apikey: publishableKey,
      authorization: `Bearer ${person.session.access_token}`,
    })
    expect(await own.json()).toMatchObject({ id: person.id })
  })
})

describe("pages of other origins", () => {
  test("may ask: preflight and answer carry the headers", async () => {
    const preflight = await ask(
      "/rest/v1/anything",
      {
        origin: "http://localhost:3000",
        "access-control-request-method": "POST",
        "access-control-request-headers": "apikey,authorization,x-client-info",
      },
      "OPTIONS",
    )
    expect(preflight.ok).toBe(true)
    expect(preflight.headers.get("access-control-allow-origin")).toMatch(/^(\*|http:\/\/localhost:3000)$/)
    expect(preflight.headers.get("access-control-allow-headers")?.toLowerCase()).toContain("x-client-info")
    const answer = await ask("/auth/v1/settings", {
      apikey: backend().publishableKey,
      origin: "http://localhost:3000",
    })
    expect(answer.headers.get("access-control-allow-origin")).toMatch(/^(\*|http:\/\/localhost:3000)$/)
  })
})

describe.skipIf(!backend().isLocal)("what the local stack has not", () => {
  test("answers 501 and names itself", async () => {
    const { secretKey } = backend()
    const missing: [string, string, string][] = [
      ["GET", "/graphql/v1", "/graphql/v1"],
      ["POST", "/auth/v1/sso", "/sso"],
      ["POST", "/auth/v1/factors", "/factors"],
      ["POST", "/storage/v1/upload/resumable", "/upload/resumable"],
      ["GET", "/realtime/v1/api/tenants", "/api/tenants"],
    ]
    for (const [method, path, name] of missing) {
      const answer = await ask(path, { apikey: secretKey, authorization: `Bearer ${secretKey}` }, method)
      expect(answer.status, path).toBe(501)
      expect(((await answer.json()) as { message: string }).message).toContain(name)
    }
  })
})
