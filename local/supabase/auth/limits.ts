import { createHash } from "node:crypto"
import type pg from "pg"
import { AuthError } from "./errors.ts"

/** Wrong passwords for one mail address within the time (ms); then even the right one is not looked at. */
const wrongPasswords = 10
const countedFor = 15 * 60_000

const tooMany = () => new AuthError(429, "over_request_rate_limit", "Request rate limit reached")

/** Where attempts are counted, and the time it is. */
interface Counting {
  pool: pg.Pool
  now: () => Date
}

/**
 * Counts a sign-in for a mail address before its password is looked at, so that ones at the same time are counted one by
 * one; resolves to what takes the count back, for a right password.
 * @throws AuthError `over_request_rate_limit`
 */
export async function countSignIn({ pool, now }: Counting, email: string): Promise<() => Promise<void>> {
  const subject = createHash("sha256").update(email.trim().toLowerCase()).digest()
  const at = now()
  const over = new Date(at.getTime() - countedFor)
  await pool.query("delete from auth.local_sign_in_attempts where began_at <= $1", [over])
  const { rowCount } = await pool.query(
    `insert into auth.local_sign_in_attempts as a (subject, counted, began_at) values ($1, 1, $2)
     on conflict (subject) do update set counted = a.counted + 1 where a.counted < $3`,
    [subject, at, wrongPasswords],
  )
  if (rowCount === 0) throw tooMany()
  return async () => {
    await pool.query("delete from auth.local_sign_in_attempts where subject = $1", [subject])
  }
}

/** Requests an address of the network may make within five minutes; what is used comes back evenly (a token bucket). */
export class OriginLimit {
  readonly #most: number
  readonly #used = new Map<string, { amount: number; at: number }>()

  constructor(most: number) {
    this.#most = most
  }

  /**
   * Takes one request of `origin` at `now` (ms).
   * @throws AuthError `over_request_rate_limit`
   */
  take(origin: string, now: number): void {
    const perMs = this.#most / (5 * 60_000)
    for (const [other, { amount, at }] of this.#used) {
      if (amount - (now - at) * perMs <= 0) this.#used.delete(other)
    }
    const { amount, at } = this.#used.get(origin) ?? { amount: 0, at: now }
    const present = amount - (now - at) * perMs
    if (present + 1 > this.#most) throw tooMany()
    this.#used.set(origin, { amount: present + 1, at: now })
  }
}
