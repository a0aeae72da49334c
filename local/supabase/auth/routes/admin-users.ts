import { z } from "zod"
import type { Exchange } from "../../gateway/exchange.ts"
import { notImplemented, sendJson } from "../../gateway/reply.ts"
import { requireAdmin } from "../caller.ts"
import { type AuthContext, inTransaction, readBodyAs } from "../context.ts"
import { authErrors } from "../errors.ts"
import { dropOneTimeTokens } from "../one-time.ts"
import { assertStrong, hashPassword } from "../passwords.ts"
import { endSessions } from "../sessions.ts"
import { userJson, usersJson } from "../user-json.ts"
import { changeUser, findUser, findUserByEmail, insertUser, type UserRow } from "../users.ts"

const metadata = z.record(z.string(), z.unknown()).optional()
const userSchema = z.object({
  id: z.uuid().optional(),
  email: z.email().optional(),
  phone: z.string().optional(),
  password: z.string().optional(),
  password_hash: z.string().optional(),
  email_confirm: z.boolean().optional(),
  role: z.string().optional(),
  ban_duration: z.string().optional(),
  user_metadata: metadata,
  app_metadata: metadata,
})

/** GET /admin/users?page&per_page, oldest first. */
export async function listUsers(context: AuthContext, exchange: Exchange): Promise<void> {
  await requireAdmin(context, exchange)
  const number = (name: string, fallback: number) =>
    Math.max(1, Number(exchange.url.searchParams.get(name)) || fallback)
  const [page, perPage] = [number("page", 1), Math.min(number("per_page", 50), 1000)]
  const { rows } = await context.pool.query<UserRow & { total: string }>(
    `select *, count(*) over () as total from auth.users where deleted_at is null
     order by created_at, id limit $1 offset $2`,
    [perPage, (page - 1) * perPage],
  )
  const total = Number(rows[0]?.total ?? 0)
  const last = Math.max(1, Math.ceil(total / perPage))
  const link = (to: number, rel: string) => `</admin/users?page=${to}&per_page=${perPage}>; rel="${rel}"`
  const links = [...(page < last ? [link(page + 1, "next")] : []), link(last, "last")]
  sendJson(
    exchange.response,
    200,
    { users: await usersJson(context.pool, rows), aud: "authenticated" },
    { "x-total-count": String(total), link: links.join(", ") },
  )
}

/** POST /admin/users */
export async function createUser(context: AuthContext, exchange: Exchange): Promise<void> {
  await requireAdmin(context, exchange)
  const body = await readBodyAs(userSchema, exchange)
  if (body.phone) throw notImplemented("Auth: telephone numbers of users")
  const { email } = body
  if (email === undefined)
    throw authErrors.validation("Cannot create a user without either an email or phone")
  const passwordHash = body.password_hash ?? (await hashed(context, body.password)) ?? null
  const now = context.now()
  const json = await inTransaction(context.pool, async (db) => {
    if ((await findUserByEmail(db, email)) !== null) throw authErrors.emailExists()
    const user = await insertUser(
      db,
      {
        id: body.id,
        email,
        passwordHash,
        confirmed: body.email_confirm === true,
        appMetadata: body.app_metadata ?? {},
        userMetadata: body.user_metadata ?? {},
      },
      now,
    )
    const change = { role: body.role || undefined, bannedUntil: bannedUntil(body.ban_duration, now) }
    return userJson(db, await changeUser(db, user, change, now))
  })
  sendJson(exchange.response, 200, json)
}

/** GET /admin/users/<id> */
export async function readUser(context: AuthContext, exchange: Exchange, id: string): Promise<void> {
  await requireAdmin(context, exchange)
  sendJson(exchange.response, 200, await userJson(context.pool, await mustFind(context, id)))
}

/** PUT /admin/users/<id>. A new password ends all of the user's sessions. */
export async function changeUserAsAdmin(context: AuthContext, exchange: Exchange, id: string): Promise<void> {
  await requireAdmin(context, exchange)
  const body = await readBodyAs(userSchema, exchange)
  if (body.phone) throw notImplemented("Auth: telephone numbers of users")
  const user = await mustFind(context, id)
  const passwordHash = body.password_hash ?? (await hashed(context, body.password))
  const now = context.now()
  const json = await inTransaction(context.pool, async (db) => {
    if (body.email !== undefined) {
      const other = await findUserByEmail(db, body.email)
      if (other !== null && other.id !== id) throw authErrors.emailExists()
    }
    const changed = await changeUser(
      db,
      user,
      {
        email: body.email,
        passwordHash,
        confirmed: body.email_confirm,
        role: body.role || undefined,
        bannedUntil: bannedUntil(body.ban_duration, now),
        appMetadata: body.app_metadata,
        userMetadata: body.user_metadata,
      },
      now,
    )
    if (passwordHash !== undefined) {
      await endSessions(db, id, "global", null)
      await dropOneTimeTokens(db, id)
    }
    return userJson(db, changed)
  })
  sendJson(exchange.response, 200, json)
}

/** DELETE /admin/users/<id> */
export async function deleteUser(context: AuthContext, exchange: Exchange, id: string): Promise<void> {
  await requireAdmin(context, exchange)
  const { should_soft_delete } = await readBodyAs(
    z.object({ should_soft_delete: z.boolean().optional() }),
    exchange,
  )
  if (should_soft_delete === true) throw notImplemented("Auth: soft deletion of users")
  await mustFind(context, id)
  await context.pool.query("delete from auth.users where id = $1", [id])
  sendJson(exchange.response, 200, {})
}

async function mustFind({ pool }: AuthContext, id: string): Promise<UserRow> {
  if (!z.uuid().safeParse(id).success) throw authErrors.validation("user_id must be an UUID")
  const user = await findUser(pool, id)
  if (user === null) throw authErrors.userNotFound()
  return user
}

async function hashed({ config }: AuthContext, password: string | undefined): Promise<string | undefined> {
  if (password === undefined || password === "") return undefined
  assertStrong(password, config.minimum_password_length)
  return hashPassword(password)
}

const unitMs: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000 }

/** `none` lifts a ban; otherwise a duration as Go writes it ("24h", "1h30m"). */
function bannedUntil(duration: string | undefined, now: Date): Date | null | undefined {
  if (duration === undefined || duration === "") return undefined
  if (duration === "none") return null
  if (!/^(\d+[hms])+$/.test(duration))
    throw authErrors.validation(`invalid format for ban duration: ${duration}`)
  const parts = duration.matchAll(/(\d+)([hms])/g)
  const ms = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit ?? ""] ?? 0), 0)
  return new Date(now.getTime() + ms)
}
