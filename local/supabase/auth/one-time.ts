import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto"
import type { AuthContext, Database } from "./context.ts"
import { authErrors } from "./errors.ts"
import { findUser, type UserRow } from "./users.ts"

/** What a mailed link or code is for. */
export type TokenType = "recovery" | "invite" | "signup" | "magiclink"

/** A freshly made token: `hash` goes into links, `code` (six digits) can be typed. */
export interface OneTimeToken {
  hash: string
  code: string
}

interface OneTimeRow {
  id: string
  user_id: string
  token_type: TokenType
  code_hash: string
  flow_state_id: string | null
  created_at: Date
}

/** Replaces the user's open token of this type. With `flowStateId` (PKCE) the hash begins with `pkce_`, as Supabase Auth's does. */
export async function createOneTimeToken(
  db: Database,
  userId: string,
  type: TokenType,
  flowStateId: string | null,
  now: Date,
): Promise<OneTimeToken> {
  const code = String(randomInt(1_000_000)).padStart(6, "0")
  const hash = `${flowStateId === null ? "" : "pkce_"}${randomBytes(28).toString("hex")}`
  await db.query(
    `insert into auth.one_time_tokens (user_id, token_type, token_hash, code_hash, flow_state_id, created_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (user_id, token_type) do update set
       token_hash = excluded.token_hash, code_hash = excluded.code_hash,
       flow_state_id = excluded.flow_state_id, created_at = excluded.created_at`,
    [userId, type, digest(hash), digest(code), flowStateId, now],
  )
  return { hash, code }
}

export interface UsedToken {
  user: UserRow
  type: TokenType
  flowStateId: string | null
}

/**
 * Uses up the token of a link.
 * @throws AuthError `otp_expired` when it is unknown, used, of another type or older than the configured time.
 */
export async function redeemTokenHash(
  context: AuthContext,
  db: Database,
  hash: string,
  type: TokenType | "email",
): Promise<UsedToken> {
  const { rows } = await db.query<OneTimeRow>(
    "delete from auth.one_time_tokens where token_hash = $1 returning *",
    [digest(hash)],
  )
  const row = rows[0]
  if (row === undefined || !fits(row.token_type, type) || isExpired(context, row))
    throw authErrors.linkExpired()
  return used(db, row)
}

/**
 * Uses up a six-digit code that was mailed to `user`.
 * @throws AuthError `otp_expired`
 */
export async function redeemTokenCode(
  context: AuthContext,
  db: Database,
  user: UserRow,
  code: string,
  type: TokenType | "email",
): Promise<UsedToken> {
  const { rows } = await db.query<OneTimeRow>(
    "select * from auth.one_time_tokens where user_id = $1 for update",
    [user.id],
  )
  const row = rows.find(
    (candidate) => fits(candidate.token_type, type) && isSame(candidate.code_hash, digest(code)),
  )
  if (row === undefined || isExpired(context, row)) throw authErrors.codeExpired()
  await db.query("delete from auth.one_time_tokens where id = $1", [row.id])
  return used(db, row)
}

/** Makes every open link and code of the user worthless: whoever has set a new password needs none of before. */
export async function dropOneTimeTokens(db: Database, userId: string): Promise<void> {
  await db.query("delete from auth.one_time_tokens where user_id = $1", [userId])
}

async function used(db: Database, row: OneTimeRow): Promise<UsedToken> {
  const user = await findUser(db, row.user_id)
  if (user === null) throw authErrors.linkExpired()
  return { user, type: row.token_type, flowStateId: row.flow_state_id }
}

/** `email` is the client's word for any sign-in by mail. */
function fits(actual: TokenType, asked: TokenType | "email"): boolean {
  return actual === asked || (asked === "email" && (actual === "signup" || actual === "magiclink"))
}

function isExpired({ config, now }: AuthContext, row: OneTimeRow): boolean {
  return now().getTime() > row.created_at.getTime() + config.email.otp_expiry * 1000
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex")
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
