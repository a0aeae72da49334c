import { compare, hash } from "bcryptjs"
import { AuthError } from "./errors.ts"

/** GoTrue's cost. */
const rounds = 10
/** bcrypt looks at no more; GoTrue refuses more. */
const maximumBytes = 72
/** The hash of nobody's password: checked for unknown addresses, so that they take as long as known ones. */
const nobody = hash("nobody's password", rounds)

export function hashPassword(password: string): Promise<string> {
  return hash(password, rounds)
}

/** Whether `password` belongs to `stored` (bcrypt, also from pgcrypto's `crypt`). `null`: there is no such user. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const matches = await compare(password, stored || (await nobody))
  return matches && Boolean(stored)
}

/** @throws AuthError `weak_password`, or `validation_failed` beyond 72 bytes. */
export function assertStrong(password: string, minimum: number): void {
  if (Buffer.byteLength(password) > maximumBytes) {
    throw new AuthError(422, "validation_failed", `Password cannot be longer than ${maximumBytes} characters`)
  }
  if (password.length >= minimum) return
  throw new AuthError(422, "weak_password", `Password should be at least ${minimum} characters.`, {
    weak_password: { reasons: ["length"] },
  })
}
