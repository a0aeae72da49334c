import { z } from "zod"
import type { Exchange } from "../../gateway/exchange.ts"
import { notImplemented, sendJson } from "../../gateway/reply.ts"
import { type AuthContext, type Database, inTransaction, readBodyAs } from "../context.ts"
import { AuthError, authErrors } from "../errors.ts"
import { allowedRedirect } from "../links.ts"
import { redeemTokenCode, redeemTokenHash, type TokenType, type UsedToken } from "../one-time.ts"
import { issueAuthCode } from "../pkce.ts"
import { startSession } from "../sessions.ts"
import { changeUser, findUserByEmail, isBanned, type UserRow } from "../users.ts"

const known = ["recovery", "invite", "signup", "magiclink", "email"] as const
const verifySchema = z.object({
  type: z.string(),
  token_hash: z.string().optional(),
  token: z.string().optional(),
  email: z.string().optional(),
})

/** POST /verify: a session for a link's token or a typed code. */
export async function verifyToken(context: AuthContext, exchange: Exchange): Promise<void> {
  const body = await readBodyAs(verifySchema, exchange)
  const type = knownType(body.type)
  const { user, used } = await inTransaction(context.pool, async (db) => {
    const used = await useGiven(context, db, body, type)
    return { user: await confirm(context, db, used), used }
  })
  sendJson(exchange.response, 200, await startSession(context, user, methodOf(used.type), exchange.request))
}

/**
 * GET /verify: what a mail's link opens. Leads on to `redirect_to` with a code (PKCE) or with the session in the fragment;
 * with `error`, `error_code` and `error_description` in both when the link is no longer good.
 */
export async function followLink(context: AuthContext, exchange: Exchange): Promise<void> {
  const { searchParams } = exchange.url
  const target = new URL(allowedRedirect(context, searchParams.get("redirect_to")))
  try {
    const type = knownType(searchParams.get("type") ?? "")
    const hash = searchParams.get("token") ?? searchParams.get("token_hash") ?? ""
    const result = await inTransaction(context.pool, async (db) => {
      const used = await redeemTokenHash(context, db, hash, type)
      const user = await confirm(context, db, used)
      const code = used.flowStateId === null ? null : await issueAuthCode(db, used.flowStateId, context.now())
      return { user, used, code }
    })
    if (result.code !== null) target.searchParams.set("code", result.code)
    else target.hash = await sessionFragment(context, exchange, result.user, result.used.type)
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    const answer = { error: "access_denied", error_code: error.code, error_description: error.message }
    for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value)
    target.hash = new URLSearchParams(answer).toString()
  }
  exchange.response.writeHead(303, { location: target.href, "cache-control": "no-store" }).end()
}

function knownType(type: string): TokenType | "email" {
  const found = known.find((candidate) => candidate === type)
  if (found === undefined) throw notImplemented(`Auth: verification of type ${type}`)
  return found
}

async function useGiven(
  context: AuthContext,
  db: Database,
  body: z.infer<typeof verifySchema>,
  type: TokenType | "email",
): Promise<UsedToken> {
  if (body.token_hash !== undefined) return redeemTokenHash(context, db, body.token_hash, type)
  if (body.token === undefined || body.email === undefined) {
    throw authErrors.validation("Only an email address or phone number should be provided on verify")
  }
  const user = await findUserByEmail(db, body.email)
  if (user === null) throw authErrors.codeExpired()
  return redeemTokenCode(context, db, user, body.token, type)
}

/** Whoever holds a token had the mail: the address is theirs. */
async function confirm(context: AuthContext, db: Database, { user }: UsedToken): Promise<UserRow> {
  if (isBanned(user, context.now())) throw authErrors.userBanned()
  return user.email_confirmed_at === null ? changeUser(db, user, { confirmed: true }, context.now()) : user
}

async function sessionFragment(
  context: AuthContext,
  exchange: Exchange,
  user: UserRow,
  type: TokenType,
): Promise<string> {
  const session = await startSession(context, user, methodOf(type), exchange.request)
  return new URLSearchParams({
    access_token: session.access_token,
    expires_at: String(session.expires_at),
    expires_in: String(session.expires_in),
    refresh_token: session.refresh_token,
    token_type: session.token_type,
    type,
  }).toString()
}

function methodOf(type: TokenType): "invite" | "otp" {
  return type === "invite" ? "invite" : "otp"
}
