import { randomBytes, randomUUID } from "node:crypto"
import type { IncomingMessage } from "node:http"
import { type AuthContext, type Database, inTransaction } from "./context.ts"
import { userJson } from "./user-json.ts"
import type { UserRow } from "./users.ts"

/** How a session began: goes into the token's `amr` claim. */
export type SignInMethod = "password" | "otp" | "invite"

interface Amr {
  method: SignInMethod
  /** Seconds since 1970. */
  timestamp: number
}

/** A session as auth-js' type `Session` describes it. */
export interface SessionJson {
  access_token: string
  token_type: "bearer"
  /** Seconds. */
  expires_in: number
  /** Seconds since 1970. */
  expires_at: number
  refresh_token: string
  user: Record<string, unknown>
}

/** Begins a session for `user` and resolves to what the client keeps. */
export function startSession(
  context: AuthContext,
  user: UserRow,
  method: SignInMethod,
  request: IncomingMessage,
): Promise<SessionJson> {
  const now = context.now()
  return inTransaction(context.pool, async (db) => {
    const id = randomUUID()
    const amr: Amr[] = [{ method, timestamp: seconds(now) }]
    await db.query(
      `insert into auth.sessions (id, user_id, created_at, updated_at, aal, amr, user_agent)
       values ($1, $2, $3, $3, 'aal1', $4, $5)`,
      [id, user.id, now, JSON.stringify(amr), request.headers["user-agent"] ?? null],
    )
    await db.query("update auth.users set last_sign_in_at = $2 where id = $1", [user.id, now])
    const refreshToken = await insertRefreshToken(db, { userId: user.id, sessionId: id, parent: null, now })
    return sessionJson(context, db, { ...user, last_sign_in_at: now }, { id, amr, refreshToken })
  })
}

/** Signs an access token for a session and puts it together with its refresh token. */
export async function sessionJson(
  { tokens, config, now }: AuthContext,
  db: Database,
  user: UserRow,
  session: { id: string; amr: unknown; refreshToken: string },
): Promise<SessionJson> {
  const issuedAt = seconds(now())
  const expiresAt = issuedAt + config.jwt_expiry
  const accessToken = await tokens.sign({
    iss: tokens.issuer,
    sub: user.id,
    aud: "authenticated",
    exp: expiresAt,
    iat: issuedAt,
    email: user.email ?? "",
    phone: user.phone ?? "",
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    role: user.role ?? "authenticated",
    aal: "aal1",
    amr: session.amr,
    session_id: session.id,
    is_anonymous: user.is_anonymous,
  })
  return {
    access_token: accessToken,
    token_type: "bearer",
    expires_in: config.jwt_expiry,
    expires_at: expiresAt,
    refresh_token: session.refreshToken,
    user: await userJson(db, user),
  }
}

/** Makes the session's next refresh token. `parent` is the one it replaces. */
export async function insertRefreshToken(
  db: Database,
  token: { userId: string; sessionId: string; parent: string | null; now: Date },
): Promise<string> {
  const value = randomBytes(24).toString("base64url")
  await db.query(
    `insert into auth.refresh_tokens (token, user_id, session_id, parent, revoked, created_at, updated_at)
     values ($1, $2, $3, $4, false, $5, $5)`,
    [value, token.userId, token.sessionId, token.parent, token.now],
  )
  return value
}

/** Ends sessions of a user: all of them, only `sessionId`, or all but it. */
export async function endSessions(
  db: Database,
  userId: string,
  scope: "global" | "local" | "others",
  sessionId: string | null,
): Promise<void> {
  if (scope === "global" || sessionId === null) {
    await db.query("delete from auth.sessions where user_id = $1", [userId])
    return
  }
  const which = scope === "local" ? "=" : "<>"
  await db.query(`delete from auth.sessions where user_id = $1 and id ${which} $2`, [userId, sessionId])
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000)
}
