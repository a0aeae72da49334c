import { z } from "zod"
import type { Exchange } from "../../gateway/exchange.ts"
import { notImplemented, sendJson } from "../../gateway/reply.ts"
import { requireUser } from "../caller.ts"
import { type AuthContext, inTransaction, readBodyAs } from "../context.ts"
import { authErrors } from "../errors.ts"
import { dropOneTimeTokens } from "../one-time.ts"
import { assertStrong, hashPassword, isPassword } from "../passwords.ts"
import { endSessions } from "../sessions.ts"
import { userJson } from "../user-json.ts"
import { changeUser } from "../users.ts"

const changeSchema = z.object({
  email: z.string().optional(),
  phone: z.string().optional(),
  password: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
})

/** GET /user */
export async function getUser(context: AuthContext, exchange: Exchange): Promise<void> {
  const { user } = await requireUser(context, exchange)
  sendJson(exchange.response, 200, await userJson(context.pool, user))
}

/** PUT /user: own password and metadata. A new password ends the user's other sessions and open links. */
export async function updateUser(context: AuthContext, exchange: Exchange): Promise<void> {
  const { user, sessionId } = await requireUser(context, exchange)
  const { email, phone, password, data } = await readBodyAs(changeSchema, exchange)
  if (email !== undefined && email.toLowerCase() !== user.email)
    throw notImplemented("Auth: change of one's own address")
  if (phone !== undefined && phone !== "") throw notImplemented("Auth: telephone numbers of users")
  let passwordHash: string | undefined
  if (password !== undefined) {
    assertStrong(password, context.config.minimum_password_length)
    if (await isPassword(password, user.encrypted_password)) throw authErrors.samePassword()
    passwordHash = await hashPassword(password)
  }
  const json = await inTransaction(context.pool, async (db) => {
    const changed = await changeUser(db, user, { passwordHash, userMetadata: data }, context.now())
    if (passwordHash !== undefined) {
      await endSessions(db, user.id, "others", sessionId)
      await dropOneTimeTokens(db, user.id)
    }
    return userJson(db, changed)
  })
  sendJson(exchange.response, 200, json)
}

/** POST /logout?scope=global|local|others */
export async function logout(context: AuthContext, exchange: Exchange): Promise<void> {
  const { user, sessionId } = await requireUser(context, exchange)
  const scope = exchange.url.searchParams.get("scope") || "global"
  if (scope !== "global" && scope !== "local" && scope !== "others") {
    throw authErrors.validation(`Unsupported logout scope "${scope}"`)
  }
  await endSessions(context.pool, user.id, scope, sessionId)
  exchange.response.writeHead(204).end()
}
