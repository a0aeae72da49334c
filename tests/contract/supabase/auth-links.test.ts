import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { anonymous, newPerson, type Person, removePeople, service } from "./support/clients.ts"
import { sql } from "./support/sql.ts"

let person: Person
beforeAll(async () => {
  person = await newPerson()
})
afterAll(() => removePeople(person))

async function recoveryLink(redirectTo = "http://127.0.0.1:3000/reset") {
  const { data, error } = await service().auth.admin.generateLink({
    type: "recovery",
    email: person.email,
    options: { redirectTo },
  })
  if (error) throw error
  return data.properties
}

describe("recovery", () => {
  test("a link's token signs in once", async () => {
    const { hashed_token } = await recoveryLink()
    const client = anonymous()
    const { data, error } = await client.auth.verifyOtp({ token_hash: hashed_token, type: "recovery" })
    expect(error).toBeNull()
    expect(data.user?.id).toBe(person.id)
    const again = await anonymous().auth.verifyOtp({ token_hash: hashed_token, type: "recovery" })
    expect(again.error).toMatchObject({ status: 403, code: "otp_expired" })
  })

  test("the code in the mail signs in with the address, another code does not", async () => {
    const { email_otp } = await recoveryLink()
    const wrong = email_otp === "000000" ? "000001" : "000000"
    const refused = await anonymous().auth.verifyOtp({ email: person.email, token: wrong, type: "recovery" })
    expect(refused.error).toMatchObject({ status: 403, code: "otp_expired" })
    const { error } = await anonymous().auth.verifyOtp({
      email: person.email,
      token: email_otp,
      type: "recovery",
    })
    expect(error).toBeNull()
  })

  test("a token is good for its own purpose only", async () => {
    const { hashed_token } = await recoveryLink()
    const { error } = await anonymous().auth.verifyOtp({ token_hash: hashed_token, type: "invite" })
    expect(error?.code).toBe("otp_expired")
  })

  test("an opened link leads on with a session, and with an error the second time", async () => {
    const { action_link } = await recoveryLink()
    const opened = await fetch(action_link, { redirect: "manual" })
    const target = new URL(opened.headers.get("location") ?? "")
    expect(target.origin + target.pathname).toBe("http://127.0.0.1:3000/reset")
    const session = new URLSearchParams(target.hash.slice(1))
    expect(session.get("type")).toBe("recovery")
    const { data } = await anonymous().auth.getUser(session.get("access_token") ?? "")
    expect(data.user?.id).toBe(person.id)
    const again = await fetch(action_link, { redirect: "manual" })
    const refused = new URL(again.headers.get("location") ?? "")
    expect(new URLSearchParams(refused.hash.slice(1)).get("error_code")).toBe("otp_expired")
    expect(refused.hash).not.toContain("access_token")
  })

  test("a link never leads to an address the project does not know", async () => {
    const { action_link } = await recoveryLink("https://evil.example/steal")
    const opened = await fetch(action_link, { redirect: "manual" })
    expect(new URL(opened.headers.get("location") ?? "").hostname).not.toBe("evil.example")
  })

  test("asking for an unknown address gets the same answer as for a known one", async () => {
    const { error } = await anonymous().auth.resetPasswordForEmail("nobody@example.invalid")
    expect(error).toBeNull()
  })
})

test("a sign-in link's token opens a session that says it was opened so, and makes nobody a user", async () => {
  const { data, error } = await service().auth.admin.generateLink({ type: "magiclink", email: person.email })
  if (error) throw error
  const client = anonymous()
  const opened = await client.auth.verifyOtp({ token_hash: data.properties.hashed_token, type: "magiclink" })
  expect(opened.data.user?.id).toBe(person.id)
  const claims = await client.auth.getClaims()
  expect(claims.data?.claims.amr).toMatchObject([{ method: "otp", timestamp: expect.any(Number) }])
  const unknown = await anonymous().auth.signInWithOtp({
    email: "nobody@example.invalid",
    options: { shouldCreateUser: false },
  })
  expect(unknown.error).toMatchObject({ code: "otp_disabled" })
})

describe("invitation", () => {
  test("makes a user who signs in by the link and then chooses a password", async () => {
    const email = `contract-invited-${Date.now()}@example.invalid`
    const { data, error } = await service().auth.admin.generateLink({
      type: "invite",
      email,
      options: { data: { name: "招待" } },
    })
    expect(error).toBeNull()
    const client = anonymous()
    const accepted = await client.auth.verifyOtp({
      token_hash: data.properties?.hashed_token ?? "",
      type: "invite",
    })
    expect(accepted.data.user?.email_confirmed_at).toEqual(expect.any(String))
    expect(accepted.data.user?.user_metadata).toMatchObject({ name: "招待" })
    expect((await client.auth.updateUser({ password: "a good password" })).error).toBeNull()
    const again = await anonymous().auth.signInWithPassword({ email, password: "a good password" })
    expect(again.error).toBeNull()
    await service().auth.admin.deleteUser(accepted.data.user?.id ?? "")
  })

  test("is refused for somebody who is already there", async () => {
    const { error } = await service().auth.admin.generateLink({ type: "invite", email: person.email })
    expect(error).toMatchObject({ status: 422, code: "email_exists" })
  })
})

test("a user inserted by SQL with pgcrypto's hash signs in", async () => {
  const email = `contract-sql-${Date.now()}@example.invalid`
  const [row] = await sql<{ id: string }>(
    `insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
       raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
       confirmation_token, recovery_token, email_change_token_new, email_change)
     values ('00000000-0000-0000-0000-000000000000', gen_random_uuid(), 'authenticated', 'authenticated', $1,
       extensions.crypt('from sql', extensions.gen_salt('bf', 6)), now(), '{"provider":"email","providers":["email"]}', '{}',
       now(), now(), '', '', '', '')
     returning id`,
    [email],
  )
  const { data, error } = await anonymous().auth.signInWithPassword({ email, password: "from sql" })
  expect(error).toBeNull()
  expect(data.user?.id).toBe(row?.id)
  await service().auth.admin.deleteUser(row?.id ?? "")
})
