import { createHash, randomUUID } from "node:crypto"
import type { AuthContext, Database } from "./context.ts"
import { AuthError, authErrors } from "./errors.ts"
import { findUser, type UserRow } from "./users.ts"

/** Seconds an authorisation code is good for (Supabase Auth's flow state expiry). */
const codeLife = 300

/** The PKCE part of a request that sends a mail; empty strings count as absent. */
export interface Challenge {
  code_challenge?: string | undefined
  code_challenge_method?: string | undefined
}

interface FlowStateRow {
  id: string
  user_id: string
  code_challenge: string
  code_challenge_method: "s256" | "plain"
  auth_code_issued_at: Date
}

/** Remembers a challenge and resolves to its id; null when the client does not use PKCE. */
export async function rememberChallenge(
  db: Database,
  userId: string,
  challenge: Challenge,
  now: Date,
): Promise<string | null> {
  if (!challenge.code_challenge) return null
  const method = (challenge.code_challenge_method || "plain").toLowerCase()
  if (method !== "s256" && method !== "plain") throw authErrors.validation("invalid code_challenge_method")
  const id = randomUUID()
  await db.query(
    `insert into auth.flow_state (id, user_id, code_challenge_method, code_challenge, authentication_method, created_at)
     values ($1, $2, $3, $4, 'email', $5)`,
    [id, userId, method, challenge.code_challenge, now],
  )
  return id
}

/** Gives out the code that the page behind a mailed link exchanges for a session. */
export async function issueAuthCode(db: Database, flowStateId: string, now: Date): Promise<string> {
  const code = randomUUID()
  const { rowCount } = await db.query(
    "update auth.flow_state set auth_code = $2, auth_code_issued_at = $3 where id = $1",
    [flowStateId, code, now],
  )
  if (rowCount === 0) throw authErrors.linkExpired()
  return code
}

/**
 * Exchanges a code and the verifier of its challenge for the user. The code is used up.
 * @throws AuthError `flow_state_not_found`, `flow_state_expired`, `bad_code_verifier`
 */
export async function redeemAuthCode(context: AuthContext, code: string, verifier: string): Promise<UserRow> {
  const { rows } = await context.pool.query<FlowStateRow>(
    "select * from auth.flow_state where auth_code = $1",
    [code],
  )
  const flow = rows[0]
  if (flow === undefined) {
    throw new AuthError(404, "flow_state_not_found", "invalid flow state, no valid flow state found")
  }
  if (context.now().getTime() > flow.auth_code_issued_at.getTime() + codeLife * 1000) {
    throw new AuthError(403, "flow_state_expired", "invalid flow state, flow state has expired")
  }
  if (challengeOf(verifier, flow.code_challenge_method) !== flow.code_challenge) {
    throw new AuthError(
      400,
      "bad_code_verifier",
      "code challenge does not match previously saved code verifier",
    )
  }
  const { rowCount } = await context.pool.query("delete from auth.flow_state where id = $1", [flow.id])
  const user = rowCount === 1 ? await findUser(context.pool, flow.user_id) : null
  if (user === null) throw authErrors.userNotFound()
  return user
}

function challengeOf(verifier: string, method: "s256" | "plain"): string {
  return method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url")
}
