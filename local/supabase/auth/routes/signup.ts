import { z } from "zod"
import type { Exchange } from "../../gateway/exchange.ts"
import { notImplemented, sendJson } from "../../gateway/reply.ts"
import { requireAdmin } from "../caller.ts"
import { type AuthContext, inTransaction, readBodyAs } from "../context.ts"
import { AuthError, authErrors } from "../errors.ts"
import { allowedRedirect } from "../links.ts"
import { sendTokenMail } from "../mails.ts"
import { createOneTimeToken } from "../one-time.ts"
import { assertStrong, hashPassword } from "../passwords.ts"
import { rememberChallenge } from "../pkce.ts"
import { startSession } from "../sessions.ts"
import { userJson } from "../user-json.ts"
import { findUserByEmail, insertUser } from "../users.ts"

const metadata = z.record(z.string(), z.unknown()).nullish()
const signupSchema = z.object({
  email: z.string().default(""),
  phone: z.string().optional(),
  password: z.string().default(""),
  data: metadata,
  code_challenge: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  code_challenge_method: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
})
const inviteSchema = z.object({ email: z.email(), data: metadata })

/** POST /signup. Answers a session, or the user alone when the address has to be confirmed first. */
export async function signUp(context: AuthContext, exchange: Exchange): Promise<void> {
  const { config, pool, now } = context
  const body = await readBodyAs(signupSchema, exchange)
  if (!config.enable_signup) throw authErrors.signupDisabled()
  if (body.phone) throw notImplemented("Auth: sign-up by telephone number")
  if (body.email === "")
    throw new AuthError(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled")
  if (!config.email.enable_signup)
    throw new AuthError(422, "email_provider_disabled", "Email signups are disabled")
  if (!z.email().safeParse(body.email).success) {
    throw authErrors.validation("Unable to validate email address: invalid format")
  }
  assertStrong(body.password, config.minimum_password_length)
  if ((await findUserByEmail(pool, body.email)) !== null) throw authErrors.userExists()
  const passwordHash = await hashPassword(body.password)
  const mustConfirm = config.email.enable_confirmations
  const { user, token } = await inTransaction(pool, async (db) => {
    const user = await insertUser(
      db,
      {
        email: body.email,
        passwordHash,
        confirmed: !mustConfirm,
        appMetadata: {},
        userMetadata: body.data ?? {},
      },
      now(),
    )
    if (!mustConfirm) return { user, token: null }
    const flowStateId = await rememberChallenge(db, user.id, body, now())
    return { user, token: await createOneTimeToken(db, user.id, "signup", flowStateId, now()) }
  })
  if (token === null) {
    sendJson(exchange.response, 200, await startSession(context, user, "password", exchange.request))
    return
  }
  const redirectTo = allowedRedirect(context, exchange.url.searchParams.get("redirect_to"))
  await sendTokenMail(context, user, token, "signup", redirectTo)
  sendJson(exchange.response, 200, await userJson(pool, user))
}

/** POST /invite (secret key): makes the user, without a password, and mails the link. Repeating it sends a new link. */
export async function invite(context: AuthContext, exchange: Exchange): Promise<void> {
  await requireAdmin(context, exchange)
  const { email, data } = await readBodyAs(inviteSchema, exchange)
  const { user, token } = await inTransaction(context.pool, async (db) => {
    const existing = await findUserByEmail(db, email)
    if (existing !== null && existing.email_confirmed_at !== null) throw authErrors.emailExists()
    const now = context.now()
    const user =
      existing ??
      (await insertUser(
        db,
        {
          email,
          passwordHash: null,
          confirmed: false,
          invited: true,
          appMetadata: {},
          userMetadata: data ?? {},
        },
        now,
      ))
    return { user, token: await createOneTimeToken(db, user.id, "invite", null, now) }
  })
  const redirectTo = allowedRedirect(context, exchange.url.searchParams.get("redirect_to"))
  await sendTokenMail(context, user, token, "invite", redirectTo)
  sendJson(exchange.response, 200, await userJson(context.pool, user))
}
