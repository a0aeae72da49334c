import type { Exchange } from "../gateway/exchange.ts"
import type { Claims } from "../tokens.ts"
import type { AuthContext } from "./context.ts"
import { AuthError, authErrors } from "./errors.ts"
import { findUser, isBanned, type UserRow } from "./users.ts"

/**
 * The signed-in user behind a request, whose session still stands.
 * @throws AuthError `no_authorization`, `bad_jwt`, `session_not_found`, `user_not_found`
 */
export async function requireUser(
  context: AuthContext,
  exchange: Exchange,
): Promise<{ user: UserRow; sessionId: string | null }> {
  const claims = await readClaims(context, exchange)
  if (claims.sub === undefined) throw new AuthError(403, "bad_jwt", "invalid claim: missing sub claim")
  const user = await findUser(context.pool, claims.sub)
  if (user === null) throw new AuthError(403, "user_not_found", "User from sub claim in JWT does not exist")
  if (isBanned(user, context.now())) throw new AuthError(403, "user_banned", "User is banned")
  const sessionId = claims.session_id ?? null
  if (sessionId !== null) {
    const { rowCount } = await context.pool.query(
      "select from auth.sessions where id = $1 and user_id = $2",
      [sessionId, user.id],
    )
    if (rowCount === 0) throw authErrors.sessionNotFound()
  }
  return { user, sessionId }
}

/** @throws AuthError unless the request carries the secret key (or its role). */
export async function requireAdmin(context: AuthContext, exchange: Exchange): Promise<void> {
  if ((await readClaims(context, exchange)).role !== "service_role") throw authErrors.notAdmin()
}

async function readClaims({ tokens }: AuthContext, { caller }: Exchange): Promise<Claims> {
  if (caller.token === null) throw authErrors.noAuthorization()
  try {
    return await tokens.verify(caller.token)
  } catch (error) {
    throw authErrors.badJwt(error instanceof Error ? error.message : String(error))
  }
}
