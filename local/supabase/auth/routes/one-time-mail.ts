import { z } from "zod"
import type { Exchange } from "../../gateway/exchange.ts"
import { sendJson } from "../../gateway/reply.ts"
import { secondsOf } from "../../project-config.ts"
import { type AuthContext, inTransaction, readBodyAs } from "../context.ts"
import { AuthError } from "../errors.ts"
import { allowedRedirect } from "../links.ts"
import { sendTokenMail } from "../mails.ts"
import { createOneTimeToken } from "../one-time.ts"
import { rememberChallenge } from "../pkce.ts"
import { findUserByEmail, type UserRow } from "../users.ts"

const optional = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)
const mailSchema = z.object({
  email: z.email(),
  code_challenge: optional,
  code_challenge_method: optional,
})
type MailRequest = z.infer<typeof mailSchema>

/** POST /recover: mails a link that signs in to choose a new password. The answer does not tell whether the address is known. */
export async function recover(context: AuthContext, exchange: Exchange): Promise<void> {
  const body = await readBodyAs(mailSchema, exchange)
  const user = await findUserByEmail(context.pool, body.email)
  if (user !== null) await mailToken(context, exchange, user, "recovery", body)
  sendJson(exchange.response, 200, {})
}

/**
 * POST /otp: mails a link that signs in. Nobody becomes a user by it here, where Supabase Auth would make one unless
 * `create_user` is false: an unknown address is refused as it refuses one with sign-ups off.
 */
export async function mailSignInLink(context: AuthContext, exchange: Exchange): Promise<void> {
  const body = await readBodyAs(mailSchema, exchange)
  const user = await findUserByEmail(context.pool, body.email)
  if (user === null) throw new AuthError(422, "otp_disabled", "Signups not allowed for otp")
  await mailToken(context, exchange, user, "magiclink", body)
  sendJson(exchange.response, 200, {})
}

async function mailToken(
  context: AuthContext,
  exchange: Exchange,
  user: UserRow,
  type: "recovery" | "magiclink",
  body: MailRequest,
): Promise<void> {
  const now = context.now()
  assertNotTooSoon(context, user.recovery_sent_at, now)
  const token = await inTransaction(context.pool, async (db) => {
    const flowStateId = await rememberChallenge(db, user.id, body, now)
    await db.query("update auth.users set recovery_sent_at = $2 where id = $1", [user.id, now])
    return createOneTimeToken(db, user.id, type, flowStateId, now)
  })
  const redirectTo = allowedRedirect(context, exchange.url.searchParams.get("redirect_to"))
  await sendTokenMail(context, user, token, type, redirectTo)
}

/** As Supabase Auth: within `max_frequency` of the last mail there is no other, which tells that the address is known. */
function assertNotTooSoon({ config }: AuthContext, sentAt: Date | null, now: Date): void {
  if (sentAt === null) return
  const wait = Math.ceil(secondsOf(config.email.max_frequency) - (now.getTime() - sentAt.getTime()) / 1000)
  if (wait <= 0) return
  throw new AuthError(
    429,
    "over_email_send_rate_limit",
    `For security purposes, you can only request this after ${wait} seconds.`,
  )
}
