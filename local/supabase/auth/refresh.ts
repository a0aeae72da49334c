import { type AuthContext, inTransaction } from "./context.ts"
import { authErrors } from "./errors.ts"
import { insertRefreshToken, type SessionJson, sessionJson } from "./sessions.ts"
import { findUser, isBanned } from "./users.ts"

interface RefreshTokenRow {
  token: string
  user_id: string
  session_id: string
  revoked: boolean
  updated_at: Date
}

interface SessionRow {
  id: string
  amr: unknown
  not_after: Date | null
}

/**
 * Exchanges a refresh token for a new session state, with Supabase Auth's rules of rotation: each token is good once;
 * a client that did not get its answer may repeat the last exchange, and for the reuse interval after revocation any of
 * the session's tokens is still taken; after that a used token means theft and ends every token of the session.
 * @throws AuthError `refresh_token_not_found`, `refresh_token_already_used`, `user_banned`
 */
export async function refreshSession(context: AuthContext, token: string): Promise<SessionJson> {
  const now = context.now()
  const result = await inTransaction(context.pool, async (db) => {
    const found = await db.query<RefreshTokenRow>("select * from auth.refresh_tokens where token = $1", [
      token,
    ])
    const sessionId = found.rows[0]?.session_id
    if (sessionId === undefined) throw authErrors.refreshTokenNotFound()
    // Exchanges of one session wait for each other here; what the token is, is read after that.
    const session = (
      await db.query<SessionRow>("select id, amr, not_after from auth.sessions where id = $1 for update", [
        sessionId,
      ])
    ).rows[0]
    const given = (
      await db.query<RefreshTokenRow>("select * from auth.refresh_tokens where token = $1", [token])
    ).rows[0]
    if (session === undefined || given === undefined) throw authErrors.refreshTokenNotFound()
    const user = await findUser(db, given.user_id)
    if (user === null) throw authErrors.refreshTokenNotFound()
    if (isBanned(user, now)) throw authErrors.userBanned()

    let next: string | null = null
    if (given.revoked) {
      const active = await db.query<{ token: string; parent: string | null }>(
        "select token, parent from auth.refresh_tokens where session_id = $1 and not revoked order by id desc limit 1",
        [sessionId],
      )
      if (active.rows[0]?.parent === token) next = active.rows[0].token
      else if (!isWithinReuse(context, given, now)) {
        // Far in the past, so that none of them counts as revoked a moment ago.
        await db.query(
          "update auth.refresh_tokens set revoked = true, updated_at = to_timestamp(0) where session_id = $1",
          [sessionId],
        )
        return null
      }
    }
    if (next === null) {
      await db.query(
        "update auth.refresh_tokens set revoked = true, updated_at = $2 where session_id = $1 and not revoked",
        [sessionId, now],
      )
      next = await insertRefreshToken(db, { userId: user.id, sessionId, parent: token, now })
    }
    await db.query(
      "update auth.sessions set refreshed_at = $2::timestamptz at time zone 'utc', updated_at = $2::timestamptz where id = $1",
      [sessionId, now],
    )
    return sessionJson(context, db, user, { id: session.id, amr: session.amr, refreshToken: next })
  })
  // Thrown after the commit: the revocation must stay.
  if (result === null) throw authErrors.refreshTokenUsed()
  return result
}

function isWithinReuse({ config }: AuthContext, token: RefreshTokenRow, now: Date): boolean {
  return now.getTime() <= token.updated_at.getTime() + config.refresh_token_reuse_interval * 1000
}
