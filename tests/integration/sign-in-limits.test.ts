import { afterAll, beforeAll, expect, test } from "vitest"
import { World } from "./support/world.ts"

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

/** A sign-in to the app, seen by the nearest proxy as coming from `origin`. */
async function signIn(member: { userId: string; email: string }, password: string, origin: string) {
  const answer = await fetch(`${world.product.appUrl}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": `made-up, ${origin}` },
    body: JSON.stringify({ user_id: member.userId, email: member.email, password }),
  })
  const code = answer.status === 204 ? "signed in" : ((await answer.json()) as { code: string }).code
  return { status: answer.status, code, cookies: answer.headers.getSetCookie() }
}

test("forty guesses at once for one address are ten, wherever they come from; then the right password waits too", async () => {
  const guessed = world.account.member("first")
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => signIn(guessed, "a wrong one", `203.0.113.${index}`)),
  )
  expect(answers.filter(({ status, code }) => status === 401 && code === "wrong_credentials")).toHaveLength(
    10,
  )
  expect(answers.filter(({ status, code }) => status === 429 && code === "too_many_attempts")).toHaveLength(
    30,
  )
  expect((await signIn(guessed, guessed.password, "203.0.113.99")).code).toBe("too_many_attempts")
})

test("somebody else signs in meanwhile, as often as they like, and gets the session's cookies", async () => {
  const other = world.account.member("second")
  for (let round = 0; round < 12; round++) {
    const answer = await signIn(other, other.password, "203.0.113.200")
    expect(answer.code).toBe("signed in")
    expect(answer.cookies.join()).toMatch(/^sb-.*SameSite=lax/i)
  }
})

test("another person's pair does not sign in on a page made for somebody else", async () => {
  const { first, second } = { first: world.account.member("first"), second: world.account.member("second") }
  const answer = await signIn({ userId: first.userId, email: second.email }, second.password, "203.0.113.201")
  expect([answer.status, answer.code, answer.cookies]).toEqual([401, "wrong_credentials", []])
})

test("a form of another site cannot sign anybody in", async () => {
  const { userId, email, password } = world.account.member("second")
  const answer = await fetch(`${world.product.appUrl}/api/session`, {
    method: "POST",
    headers: { "content-type": "text/plain" },
    body: JSON.stringify({ user_id: userId, email, password }),
  })
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([400, []])
})
