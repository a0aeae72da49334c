import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { backend } from "./support/backend.ts"
import { withBuckets } from "./support/buckets.ts"
import { join } from "./support/channels.ts"
import { anonymous, newPerson, type Person, removePeople, service } from "./support/clients.ts"
import { sql } from "./support/sql.ts"
import { until } from "./support/until.ts"

const b = withBuckets()
let person: Person
beforeAll(async () => {
  person = await newPerson()
})
afterAll(() => removePeople(person))

const ask = (path: string, init: RequestInit = {}) => fetch(`${backend().url}${path}`, init)
const asServer = (init: RequestInit = {}) => ({
  ...init,
  headers: { apikey: backend().secretKey, ...init.headers },
})
const json = (method: string, body: unknown) => ({
  method,
  body: JSON.stringify(body),
  headers: { "content-type": "application/json" },
})

describe("keys", () => {
  test("a secret key as the bearer alone is a key", async () => {
    const answer = await ask("/auth/v1/admin/users", {
      headers: { authorization: `Bearer ${backend().secretKey}` },
    })
    expect(answer.status).toBe(200)
  })

  test("a secret key is not taken from a browser, a publishable one is", async () => {
    const browser = {
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36",
    }
    const asked = (apikey: string) => ask("/auth/v1/settings", { headers: { ...browser, apikey } })
    expect((await asked(backend().secretKey)).status).toBe(401)
    expect((await asked(backend().publishableKey)).status).toBe(200)
  })
})

describe("Auth", () => {
  test("a token asked for without saying how is 400", async () => {
    const answer = await ask("/auth/v1/token", {
      ...json("POST", { email: person.email, password: person.password }),
      headers: { apikey: backend().publishableKey, "content-type": "application/json" },
    })
    expect(answer.status).toBe(400)
  })

  test("a link is worth nothing once the password has been changed", async () => {
    const { data } = await service().auth.admin.generateLink({ type: "recovery", email: person.email })
    const password = `pw-${randomUUID()}`
    expect((await person.client.auth.updateUser({ password })).error).toBeNull()
    const late = await anonymous().auth.verifyOtp({
      token_hash: data.properties?.hashed_token ?? "",
      type: "recovery",
    })
    expect(late.error?.code).toBe("otp_expired")
  })

  test("the token of somebody who was banned reads nobody", async () => {
    const banned = await newPerson()
    expect((await banned.client.auth.getUser()).data.user?.id).toBe(banned.id)
    await service().auth.admin.updateUserById(banned.id, { ban_duration: "1h" })
    expect((await banned.client.auth.getUser(banned.session.access_token)).error).toMatchObject({
      status: 403,
      code: "user_banned",
    })
    await removePeople(banned)
  })

  test("what is wrong with a body is said without a library's words", async () => {
    const answer = await ask(
      "/auth/v1/admin/users",
      asServer({ ...json("POST", { email: 7 }), headers: { apikey: backend().secretKey } }),
    )
    const said = await answer.text()
    expect(answer.status).toBe(400)
    expect(said).not.toMatch(/Invalid input|expected string|received|✖|→/)
  })
})

describe("Storage", () => {
  test("changing one setting of a bucket leaves the others, and its limit is a number", async () => {
    const name = `contract-partial-${randomUUID().slice(0, 8)}`
    const { storage } = service()
    await storage.createBucket(name, { public: true, fileSizeLimit: 1234, allowedMimeTypes: ["text/plain"] })
    const change = await ask(
      `/storage/v1/bucket/${name}`,
      asServer({
        ...json("PUT", { allowed_mime_types: ["audio/wav"] }),
        headers: { apikey: backend().secretKey, "content-type": "application/json" },
      }),
    )
    expect(change.status).toBe(200)
    const { data } = await storage.getBucket(name)
    expect(data).toMatchObject({ public: true, file_size_limit: 1234, allowed_mime_types: ["audio/wav"] })
    await storage.deleteBucket(name)
  })

  test.each([
    ["an empty name", () => `/storage/v1/object/${b.bucket}/`],
    ["a name with U+0000", () => `/storage/v1/object/${b.bucket}/a%00b.txt`],
    ["a name with half an escape", () => `/storage/v1/object/${b.bucket}/a%E3%81.txt`],
  ])("%s is 400, whatever is asked", async (_what, path) => {
    for (const method of ["GET", "POST", "PUT", "DELETE"]) {
      const init =
        method === "GET" ? { method } : { method, body: "x", headers: { "content-type": "text/plain" } }
      const answer = await ask(
        path(),
        asServer({
          ...init,
          headers: { apikey: backend().secretKey, ...("headers" in init ? init.headers : {}) },
        }),
      )
      expect(answer.status, method).toBe(400)
    }
  })

  test("what is wrong with a body is said without a library's words", async () => {
    const answer = await ask(
      `/storage/v1/object/list/${b.bucket}`,
      asServer({
        ...json("POST", { limit: "many" }),
        headers: { apikey: backend().secretKey, "content-type": "application/json" },
      }),
    )
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toMatch(/Invalid input|expected|received|✖|→/)
  })
})

describe("Realtime", () => {
  test("tracking the same once more is no news, tracking something else is", async () => {
    const topic = `contract-${randomUUID()}`
    const [watcher, tracker] = [service(), service()]
    const joins: unknown[] = []
    const watching = watcher.channel(topic)
    watching.on("presence", { event: "join" }, ({ newPresences }) =>
      joins.push(...newPresences.map(({ at }) => at)),
    )
    await join(watching)
    const channel = tracker.channel(topic)
    await join(channel)
    await channel.track({ at: "desk" })
    await channel.track({ at: "desk" })
    await channel.track({ at: "lunch" })
    await until("the last is seen", () => joins.includes("lunch"))
    expect(joins).toEqual(["desk", "lunch"])
    await watcher.removeAllChannels()
    await tracker.removeAllChannels()
  })

  test("a policy that fails refuses as one that says no", async () => {
    const id = randomUUID().slice(0, 8)
    await sql(`create policy contract_fails_${id} on realtime.messages for select to authenticated
      using (realtime.topic() = 'contract-fails-${id}' and (1 / (length(realtime.topic()) - length(realtime.topic()))) = 1)`)
    try {
      const [failing, unknown] = await Promise.all(
        [`contract-fails-${id}`, `contract-unknown-${id}`].map(async (topic) => {
          const { status, message } = await join(person.client.channel(topic, { config: { private: true } }))
          return { status, message: message.replace(topic, "…") }
        }),
      )
      expect(failing).toEqual(unknown)
      expect(failing?.status).toBe("CHANNEL_ERROR")
    } finally {
      await sql(`drop policy contract_fails_${id} on realtime.messages`)
      await person.client.removeAllChannels()
    }
  })
})

test("the project's owner sets what PostgREST reads from the database", async () => {
  await sql("alter role authenticator set pgrst.db_aggregates_enabled = 'true'")
  const rows = await sql<{ kept: boolean }>(
    "select 'pgrst.db_aggregates_enabled=true' = any (setconfig) as kept from pg_db_role_setting where setrole = 'authenticator'::regrole and setdatabase = 0",
  )
  await sql("alter role authenticator reset pgrst.db_aggregates_enabled")
  expect(rows).toEqual([{ kept: true }])
})

describe.skipIf(!backend().isLocal)("anything else is a 501 that names it", () => {
  test.each([
    ["POST", () => `/storage/v1/object/list-v2/${b.bucket}`],
    ["DELETE", () => `/storage/v1/object/purge/${b.bucket}/x.txt`],
    ["GET", () => `/storage/v1/object/info/public/${b.bucket}/x.txt`],
    ["GET", () => "/storage/v1/bucket?limit=1"],
    ["POST", () => "/auth/v1/sso"],
    ["GET", () => "/realtime/v1/api/tenants"],
  ])("%s %o", async (method, path) => {
    const init = method === "POST" ? json(method, {}) : { method }
    const answer = await ask(
      path(),
      asServer({ ...init, headers: { apikey: backend().secretKey, "content-type": "application/json" } }),
    )
    const said = await answer.text()
    expect([answer.status, said]).toEqual([
      501,
      expect.stringContaining("not implemented by the local stack"),
    ])
    const [, word = ""] = /\/(list-v2|purge|info\/public|sso|tenants)|limit/.exec(path()) ?? []
    expect(said).toContain(word)
  })

  test.each([
    ["replay", { broadcast: { replay: { since: 1 } } }],
    ["replication_ready", { broadcast: { replication_ready: true } }],
  ])("a channel with %s is refused by name", async (name, config) => {
    const client = service()
    const { status, message } = await join(
      client.channel(`contract-${randomUUID()}`, { config: { private: true, ...config } } as never),
    )
    expect([status, message]).toEqual(["CHANNEL_ERROR", expect.stringContaining(name)])
    await client.removeAllChannels()
  })
})
