import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { backend } from "./support/backend.ts"
import { anonymous, newPerson, type Person, removePeople, service } from "./support/clients.ts"

let person: Person
beforeAll(async () => {
  person = await newPerson()
})
afterAll(() => removePeople(person))

describe("users made by the server", () => {
  test("are created, read, changed, listed and deleted", async () => {
    const { admin } = service().auth
    const email = `Contract-${randomUUID()}@Example.invalid`
    const created = await admin.createUser({ email, email_confirm: true, user_metadata: { name: "山田" } })
    const id = created.data.user?.id ?? ""
    expect(created.data.user).toMatchObject({ email: email.toLowerCase(), user_metadata: { name: "山田" } })
    expect(created.data.user?.identities?.[0]).toMatchObject({ provider: "email", user_id: id })

    const changed = await admin.updateUserById(id, {
      app_metadata: { team: 1 },
      user_metadata: { name: null, kana: "ヤマダ" },
    })
    expect(changed.data.user?.app_metadata).toMatchObject({ provider: "email", team: 1 })
    expect(changed.data.user?.user_metadata).toEqual({ kana: "ヤマダ" })

    const read = await admin.getUserById(id)
    expect(read.data.user?.app_metadata).toMatchObject({ team: 1 })
    const listed = await admin.listUsers({ page: 1, perPage: 1000 })
    expect(listed.data.users.map((user) => user.id)).toContain(id)

    expect((await admin.deleteUser(id)).error).toBeNull()
    expect((await admin.getUserById(id)).error).toMatchObject({ status: 404, code: "user_not_found" })
  })

  test("need an address nobody has", async () => {
    const { error } = await service().auth.admin.createUser({ email: person.email.toUpperCase() })
    expect(error).toMatchObject({ status: 422, code: "email_exists" })
  })

  test("cannot sign in before their address is confirmed, nor while banned", async () => {
    const email = `contract-${randomUUID()}@example.invalid`
    const password = "a good password"
    const { data } = await service().auth.admin.createUser({ email, password })
    const id = data.user?.id ?? ""
    const unconfirmed = await anonymous().auth.signInWithPassword({ email, password })
    expect(unconfirmed.error).toMatchObject({ status: 400, code: "email_not_confirmed" })
    await service().auth.admin.updateUserById(id, { email_confirm: true, ban_duration: "24h" })
    const banned = await anonymous().auth.signInWithPassword({ email, password })
    expect(banned.error?.code).toBe("user_banned")
    await service().auth.admin.updateUserById(id, { ban_duration: "none" })
    expect((await anonymous().auth.signInWithPassword({ email, password })).error).toBeNull()
    await service().auth.admin.deleteUser(id)
  })

  test("are out of reach for visitors and for signed-in people", async () => {
    const visitor = await anonymous().auth.admin.listUsers()
    expect([401, 403]).toContain(visitor.error?.status)
    const { url, publishableKey } = backend()
    const member = await fetch(`${url}/auth/v1/admin/users`, {
      headers: { apikey: publishableKey, authorization: `Bearer ${person.session.access_token}` },
    })
    expect(member.status).toBe(403)
  })
})

describe("one's own account", () => {
  test("a new password must be strong and new, and ends the other sessions", async () => {
    const own = await newPerson()
    const elsewhere = anonymous()
    const other = await elsewhere.auth.signInWithPassword({ email: own.email, password: own.password })
    const weak = await own.client.auth.updateUser({ password: "short" })
    expect(weak.error).toMatchObject({ status: 422, code: "weak_password" })
    const same = await own.client.auth.updateUser({ password: own.password })
    expect(same.error).toMatchObject({ status: 422, code: "same_password" })
    const changed = await own.client.auth.updateUser({ password: `${own.password}-new` })
    expect(changed.error).toBeNull()
    const { error } = await elsewhere.auth.refreshSession({
      refresh_token: other.data.session?.refresh_token ?? "",
    })
    expect(error?.code).toBe("refresh_token_not_found")
    expect((await own.client.auth.refreshSession()).error).toBeNull()
    await removePeople(own)
  })

  test("app metadata cannot be written by its owner", async () => {
    const { data } = await person.client.auth.updateUser({ data: { nick: "a" } })
    expect(data.user?.user_metadata.nick).toBe("a")
    const { url, publishableKey } = backend()
    await fetch(`${url}/auth/v1/user`, {
      method: "PUT",
      headers: { apikey: publishableKey, authorization: `Bearer ${person.session.access_token}` },
      body: JSON.stringify({ app_metadata: { role: "owner" } }),
    })
    const read = await service().auth.admin.getUserById(person.id)
    expect(read.data.user?.app_metadata).not.toHaveProperty("role")
  })

  test.skipIf(!backend().isLocal)("nobody signs up where the project says so", async () => {
    const { error } = await anonymous().auth.signUp({
      email: "new@example.invalid",
      password: "a good password",
    })
    expect(error).toMatchObject({ status: 422, code: "signup_disabled" })
  })
})
