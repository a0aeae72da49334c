import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { anonymous, newPerson, type Person, removePeople } from "./support/clients.ts"
import { sql } from "./support/sql.ts"

let person: Person
beforeAll(async () => {
  person = await newPerson({ tier: "contract" })
})
afterAll(() => removePeople(person))

/** A session of its own for each test. */
async function signIn() {
  const client = anonymous()
  const { data, error } = await client.auth.signInWithPassword({
    email: person.email,
    password: person.password,
  })
  if (error) throw error
  return { client, session: data.session }
}

/** Makes a used token look as if it had been used longer ago than any reuse interval. */
function age(...tokens: string[]) {
  return sql("update auth.refresh_tokens set updated_at = now() - interval '1 hour' where token = any($1)", [
    tokens,
  ])
}

describe("tokens", () => {
  test("an access token carries the claims policies and the app read", async () => {
    const { client, session } = await signIn()
    const { data, error } = await client.auth.getClaims(session.access_token)
    expect(error).toBeNull()
    expect(data?.claims).toMatchObject({
      aud: "authenticated",
      sub: person.id,
      email: person.email,
      phone: "",
      role: "authenticated",
      aal: "aal1",
      is_anonymous: false,
      amr: [{ method: "password", timestamp: expect.any(Number) }],
      app_metadata: { provider: "email", tier: "contract" },
      user_metadata: expect.any(Object),
      session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iss: expect.stringMatching(/\/auth\/v1$/),
    })
    expect((data?.claims.exp ?? 0) - (data?.claims.iat ?? 0)).toBe(session.expires_in)
  })

  test("a token changed by one letter is refused by Auth and by the API", async () => {
    const { session } = await signIn()
    const [header, payload, signature = ""] = session.access_token.split(".")
    const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString("utf8")) as object
    const forged = Buffer.from(JSON.stringify({ ...claims, role: "service_role" })).toString("base64url")
    const token = `${header}.${forged}.${signature}`
    const { error } = await anonymous().auth.getUser(token)
    expect(error).toMatchObject({ status: 403, code: "bad_jwt" })
    const answer = await anonymous()
      .from("contract_nothing")
      .select()
      .setHeader("Authorization", `Bearer ${token}`)
    expect(answer.status).toBe(401)
  })

  test("a wrong password and an unknown address get the same answer", async () => {
    const wrong = await anonymous().auth.signInWithPassword({ email: person.email, password: "not it" })
    const unknown = await anonymous().auth.signInWithPassword({
      email: "nobody@example.invalid",
      password: "not it",
    })
    expect(wrong.error).toMatchObject({ status: 400, code: "invalid_credentials" })
    expect(unknown.error).toMatchObject({ status: 400, code: "invalid_credentials" })
    expect(unknown.error?.message).toBe(wrong.error?.message)
  })
})

describe("refresh", () => {
  test("a refresh token is replaced at each use", async () => {
    const { client, session } = await signIn()
    const { data, error } = await client.auth.refreshSession({ refresh_token: session.refresh_token })
    expect(error).toBeNull()
    expect(data.session?.refresh_token).not.toBe(session.refresh_token)
    expect(data.session?.user.id).toBe(person.id)
  })

  test("a client that lost the answer may ask again and gets the same new token", async () => {
    const { client, session } = await signIn()
    const first = await client.auth.refreshSession({ refresh_token: session.refresh_token })
    const second = await anonymous().auth.refreshSession({ refresh_token: session.refresh_token })
    expect(second.data.session?.refresh_token).toBe(first.data.session?.refresh_token)
  })

  test("exchanges at the same moment leave one token to go on with", async () => {
    const { session } = await signIn()
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        anonymous().auth.refreshSession({ refresh_token: session.refresh_token }),
      ),
    )
    const tokens = new Set(answers.map(({ data }) => data.session?.refresh_token))
    expect(tokens.size).toBe(1)
    expect([...tokens][0]).toEqual(expect.any(String))
  })

  test("using a long used token again ends the session for thief and owner", async () => {
    const { client, session } = await signIn()
    const second = await client.auth.refreshSession({ refresh_token: session.refresh_token })
    const third = await client.auth.refreshSession({
      refresh_token: second.data.session?.refresh_token ?? "",
    })
    const latest = third.data.session?.refresh_token ?? ""
    await age(session.refresh_token, second.data.session?.refresh_token ?? "")
    const stolen = await anonymous().auth.refreshSession({ refresh_token: session.refresh_token })
    expect(stolen.error).toMatchObject({ status: 400, code: "refresh_token_already_used" })
    await age(latest)
    const owner = await anonymous().auth.refreshSession({ refresh_token: latest })
    expect(owner.error).toMatchObject({ status: 400, code: "refresh_token_already_used" })
  })

  test("an unknown refresh token is not found", async () => {
    const { error } = await anonymous().auth.refreshSession({ refresh_token: "never-issued" })
    expect(error).toMatchObject({ status: 400, code: "refresh_token_not_found" })
  })
})

describe("signing out", () => {
  test("ends every session of the person", async () => {
    const [here, elsewhere] = [await signIn(), await signIn()]
    expect((await here.client.auth.signOut({ scope: "global" })).error).toBeNull()
    const { error } = await anonymous().auth.refreshSession({
      refresh_token: elsewhere.session.refresh_token,
    })
    expect(error?.code).toBe("refresh_token_not_found")
    const user = await anonymous().auth.getUser(elsewhere.session.access_token)
    expect(user.error?.name).toBe("AuthSessionMissingError")
  })

  test("of one place leaves the others signed in", async () => {
    const [here, elsewhere] = [await signIn(), await signIn()]
    expect((await here.client.auth.signOut({ scope: "local" })).error).toBeNull()
    const { error } = await anonymous().auth.refreshSession({
      refresh_token: elsewhere.session.refresh_token,
    })
    expect(error).toBeNull()
    expect((await anonymous().auth.getUser(here.session.access_token)).error).not.toBeNull()
  })
})
