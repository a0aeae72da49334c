import { z } from "zod"
import type { Exchange } from "../../gateway/exchange.ts"
import { notImplemented, sendJson } from "../../gateway/reply.ts"
import { type AuthContext, readBodyAs } from "../context.ts"
import { authErrors } from "../errors.ts"
import { countSignIn } from "../limits.ts"
import { isPassword } from "../passwords.ts"
import { redeemAuthCode } from "../pkce.ts"
import { refreshSession } from "../refresh.ts"
import { type SessionJson, startSession } from "../sessions.ts"
import { findUserByEmail, isBanned } from "../users.ts"

const passwordSchema = z.object({
  email: z.string().default(""),
  phone: z.string().optional(),
  password: z.string(),
})
const refreshSchema = z.object({ refresh_token: z.string() })
const pkceSchema = z.object({ auth_code: z.string(), code_verifier: z.string() })

/** POST /token: a session for a password, a refresh token or a PKCE code. */
export async function grantToken(context: AuthContext, exchange: Exchange): Promise<void> {
  sendJson(exchange.response, 200, await grant(context, exchange), { "cache-control": "no-store" })
}

async function grant(context: AuthContext, exchange: Exchange): Promise<SessionJson> {
  const type = exchange.url.searchParams.get("grant_type")
  switch (type) {
    case "password":
      return signIn(context, exchange)
    case "refresh_token":
      return refreshSession(context, (await readBodyAs(refreshSchema, exchange)).refresh_token)
    case "pkce": {
      const { auth_code, code_verifier } = await readBodyAs(pkceSchema, exchange)
      return startSession(
        context,
        await redeemAuthCode(context, auth_code, code_verifier),
        "otp",
        exchange.request,
      )
    }
    case null:
    case "":
      throw authErrors.validation("grant_type is missing")
    default:
      throw notImplemented(`Auth: grant type ${type}`)
  }
}

async function signIn(context: AuthContext, exchange: Exchange): Promise<SessionJson> {
  const { email, phone, password } = await readBodyAs(passwordSchema, exchange)
  if (phone !== undefined && phone !== "") throw notImplemented("Auth: sign-in by telephone number")
  context.origins.take(exchange.request.socket.remoteAddress ?? "", context.now().getTime())
  const forget = await countSignIn(context, email)
  const user = await findUserByEmail(context.pool, email)
  const matches = await isPassword(password, user?.encrypted_password ?? null)
  if (user === null || !matches) throw authErrors.invalidCredentials()
  await forget()
  if (isBanned(user, context.now())) throw authErrors.userBanned()
  if (user.email_confirmed_at === null) throw authErrors.emailNotConfirmed()
  return startSession(context, user, "password", exchange.request)
}
