import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { backend } from "./support/backend.ts"
import { anonymous, newPerson, type Person, removePeople } from "./support/clients.ts"

let guessed: Person
let other: Person
beforeAll(async () => {
  ;[guessed, other] = await Promise.all([newPerson(), newPerson()])
})
afterAll(() => removePeople(guessed, other))

async function signIn(email: string, password: string): Promise<string> {
  const { error } = await anonymous().auth.signInWithPassword({ email, password })
  return error?.code ?? "signed in"
}

// Hosted Auth limits by address of the network, and a test would lock out whoever runs it.
describe.skipIf(!backend().isLocal)("limits of the local stack", () => {
  test("ten wrong passwords for one mail address, also at the same moment; then the right one does not help", async () => {
    const tries = Array.from({ length: 40 }, (_, index) =>
      signIn(index % 2 ? guessed.email.toUpperCase() : guessed.email, "a wrong one"),
    )
    const answers = await Promise.all(tries)
    expect(answers.filter((code) => code === "invalid_credentials")).toHaveLength(10)
    expect(answers.filter((code) => code === "over_request_rate_limit")).toHaveLength(30)
    expect(await signIn(guessed.email, guessed.password)).toBe("over_request_rate_limit")
    expect(await signIn(other.email, other.password)).toBe("signed in")
  })

  test("a right password clears the count of wrong ones", async () => {
    for (let round = 0; round < 3; round++) {
      for (let wrong = 0; wrong < 6; wrong++) await signIn(other.email, "a wrong one")
      expect(await signIn(other.email, other.password)).toBe("signed in")
    }
  })

  test("one mail a minute for an address", async () => {
    expect((await anonymous().auth.resetPasswordForEmail(other.email)).error).toBeNull()
    const again = [
      await anonymous().auth.resetPasswordForEmail(other.email),
      await anonymous().auth.signInWithOtp({ email: other.email, options: { shouldCreateUser: false } }),
    ]
    for (const { error } of again)
      expect(error).toMatchObject({ status: 429, code: "over_email_send_rate_limit" })
  })
})
