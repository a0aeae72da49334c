import { expect, test } from "vitest"
import { openDatabase } from "./support/database.ts"

const db = openDatabase(undefined, 12)

let made = 0
/** Addresses nobody else counts for. */
function somebody() {
  made += 1
  return {
    address: `guessed-${process.pid}-${made}@example.invalid`,
    origin: `origin-${process.pid}-${made}`,
  }
}

async function count(kind: string, address: string, origin: string): Promise<number> {
  const { rows } = await db.pool.query<{ wait: number }>("select public.count_attempt($1, $2, $3) as wait", [
    kind,
    address,
    origin,
  ])
  return rows[0]?.wait ?? -1
}

test("ten tries for one mail address, from wherever, then none for a quarter of an hour", async () => {
  const { address } = somebody()
  for (let tried = 0; tried < 10; tried++)
    expect(await count("sign_in", tried % 2 ? address.toUpperCase() : ` ${address}`, somebody().origin)).toBe(
      0,
    )
  const wait = await count("sign_in", address, somebody().origin)
  expect(wait).toBeGreaterThan(890)
  expect(wait).toBeLessThanOrEqual(900)
  // A refused one prolongs nothing.
  expect(await count("sign_in", address, somebody().origin)).toBeLessThanOrEqual(wait)
})

test("fifty tries from one origin, whoever's address they are for", async () => {
  const { origin } = somebody()
  for (let tried = 0; tried < 50; tried++) expect(await count("sign_in", somebody().address, origin)).toBe(0)
  expect(await count("sign_in", somebody().address, origin)).toBeGreaterThan(0)
  expect(await count("sign_in", somebody().address, somebody().origin)).toBe(0)
})

test("forty at the same moment are counted one by one", async () => {
  const { address, origin } = somebody()
  const waits = await Promise.all(Array.from({ length: 40 }, () => count("sign_in", address, origin)))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(10)
})

test("a try that was no guess is taken back", async () => {
  const { address, origin } = somebody()
  for (let tried = 0; tried < 30; tried++) {
    expect(await count("sign_in", address, origin)).toBe(0)
    await db.pool.query("select public.forget_attempt('sign_in', $1, $2)", [address, origin])
  }
})

test("three mails an hour for one address; sign-ins are counted apart", async () => {
  const { address, origin } = somebody()
  for (const _ of [1, 2, 3]) expect(await count("mail", address, origin)).toBe(0)
  expect(await count("mail", address, origin)).toBeGreaterThan(3500)
  expect(await count("sign_in", address, origin)).toBe(0)
})

test("a window that is over counts no more", async () => {
  const { address, origin } = somebody()
  for (let tried = 0; tried < 11; tried++) await count("sign_in", address, origin)
  await db.query(
    "update private.attempts set began_at = began_at - interval '15 minutes' where subject = $1",
    [await digest(`address:${address}`)],
  )
  expect(await count("sign_in", address, origin)).toBe(0)
})

test("what is missing is refused, not taken for somebody's", async () => {
  await expect(count("sign_in", "a@example.invalid", null as unknown as string)).rejects.toThrow(
    "invalid_input",
  )
  await expect(count("guess", "a@example.invalid", "x")).rejects.toThrow("invalid_input")
})

async function digest(text: string): Promise<Buffer> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))
}
