import { z } from "zod"
import type { Exchange } from "../../gateway/exchange.ts"
import { notImplemented, sendJson } from "../../gateway/reply.ts"
import { requireAdmin } from "../caller.ts"
import { type AuthContext, type Database, inTransaction, readBodyAs } from "../context.ts"
import { authErrors } from "../errors.ts"
import { actionLink, allowedRedirect } from "../links.ts"
import { createOneTimeToken, type TokenType } from "../one-time.ts"
import { assertStrong, hashPassword } from "../passwords.ts"
import { userJson } from "../user-json.ts"
import { findUserByEmail, insertUser, type UserRow } from "../users.ts"

const linkSchema = z.object({
  type: z.string(),
  email: z.email(),
  password: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  redirect_to: z.string().optional(),
})
type LinkRequest = z.infer<typeof linkSchema>

/** POST /admin/generate_link: what a mail would have carried, without sending it. */
export async function generateLink(context: AuthContext, exchange: Exchange): Promise<void> {
  await requireAdmin(context, exchange)
  const body = await readBodyAs(linkSchema, exchange)
  const type = supported(body.type)
  const passwordHash = type === "signup" ? await newPassword(context, body.password) : null
  const { user, token } = await inTransaction(context.pool, async (db) => {
    const user = await userFor(context, db, type, body, passwordHash)
    return { user, token: await createOneTimeToken(db, user.id, type, null, context.now()) }
  })
  const redirectTo = allowedRedirect(
    context,
    body.redirect_to ?? exchange.url.searchParams.get("redirect_to"),
  )
  sendJson(exchange.response, 200, {
    ...(await userJson(context.pool, user)),
    action_link: actionLink(context, token, type, redirectTo),
    email_otp: token.code,
    hashed_token: token.hash,
    verification_type: type,
    redirect_to: redirectTo,
  })
}

function supported(type: string): TokenType {
  if (type === "signup" || type === "invite" || type === "magiclink" || type === "recovery") return type
  throw notImplemented(`Auth: links of type ${type}`)
}

function newPassword({ config }: AuthContext, password = ""): Promise<string> {
  assertStrong(password, config.minimum_password_length)
  return hashPassword(password)
}

async function userFor(
  context: AuthContext,
  db: Database,
  type: TokenType,
  { email, data }: LinkRequest,
  passwordHash: string | null,
): Promise<UserRow> {
  const existing = await findUserByEmail(db, email)
  if (type === "recovery" || type === "magiclink") {
    if (existing === null) throw authErrors.userNotFound()
    return existing
  }
  if (existing !== null && existing.email_confirmed_at !== null) throw authErrors.emailExists()
  if (existing !== null) return existing
  return insertUser(
    db,
    {
      email,
      passwordHash,
      confirmed: false,
      invited: type === "invite",
      appMetadata: {},
      userMetadata: data ?? {},
    },
    context.now(),
  )
}
