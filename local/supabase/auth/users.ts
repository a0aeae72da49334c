import { randomUUID } from "node:crypto"
import type { Database } from "./context.ts"

/** A row of `auth.users`, as far as it is used. */
export interface UserRow {
  id: string
  aud: string | null
  role: string | null
  email: string | null
  encrypted_password: string | null
  email_confirmed_at: Date | null
  invited_at: Date | null
  confirmation_sent_at: Date | null
  recovery_sent_at: Date | null
  last_sign_in_at: Date | null
  raw_app_meta_data: Record<string, unknown> | null
  raw_user_meta_data: Record<string, unknown> | null
  phone: string | null
  confirmed_at: Date | null
  banned_until: Date | null
  is_anonymous: boolean
  created_at: Date | null
  updated_at: Date | null
}

const emailOf = (email: string) => email.trim().toLowerCase()

export async function findUser(db: Database, id: string): Promise<UserRow | null> {
  const { rows } = await db.query<UserRow>("select * from auth.users where id = $1 and deleted_at is null", [
    id,
  ])
  return rows[0] ?? null
}

export async function findUserByEmail(db: Database, email: string): Promise<UserRow | null> {
  const { rows } = await db.query<UserRow>(
    "select * from auth.users where lower(email) = $1 and not is_sso_user and deleted_at is null",
    [emailOf(email)],
  )
  return rows[0] ?? null
}

export interface NewUser {
  id?: string | undefined
  email: string
  passwordHash: string | null
  confirmed: boolean
  invited?: boolean
  appMetadata: Record<string, unknown>
  userMetadata: Record<string, unknown>
}

/** Inserts a user with an e-mail identity. A taken address is Postgres' 23505. */
export async function insertUser(db: Database, user: NewUser, now: Date): Promise<UserRow> {
  const id = user.id ?? randomUUID()
  const email = emailOf(user.email)
  const appMetadata = { provider: "email", providers: ["email"], ...user.appMetadata }
  const { rows } = await db.query<UserRow>(
    `insert into auth.users (
       instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, invited_at,
       raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
       confirmation_token, recovery_token, email_change_token_new, email_change
     ) values (
       '00000000-0000-0000-0000-000000000000', $1, 'authenticated', 'authenticated', $2, $3, $4, $5,
       $6, $7, $8, $8, '', '', '', ''
     ) returning *`,
    [
      id,
      email,
      user.passwordHash ?? "",
      user.confirmed ? now : null,
      user.invited === true ? now : null,
      JSON.stringify(appMetadata),
      JSON.stringify(user.userMetadata),
      now,
    ],
  )
  const identity = { sub: id, email, email_verified: user.confirmed, phone_verified: false }
  await db.query(
    `insert into auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
     values ($1::text, $1::text::uuid, $2, 'email', $3, $3, $3)`,
    [id, JSON.stringify(identity), now],
  )
  return rows[0] as UserRow
}

export interface UserChange {
  email?: string | undefined
  passwordHash?: string | undefined
  confirmed?: boolean | undefined
  role?: string | undefined
  bannedUntil?: Date | null | undefined
  /** Merged into what is there; a null value removes its key, as GoTrue does. */
  appMetadata?: Record<string, unknown> | undefined
  userMetadata?: Record<string, unknown> | undefined
}

/** Changes what `change` names and resolves to the user afterwards. */
export async function changeUser(
  db: Database,
  user: UserRow,
  change: UserChange,
  now: Date,
): Promise<UserRow> {
  const email = change.email === undefined ? user.email : emailOf(change.email)
  const { rows } = await db.query<UserRow>(
    `update auth.users set
       email = $2, encrypted_password = $3, email_confirmed_at = $4, role = $5, banned_until = $6,
       raw_app_meta_data = $7, raw_user_meta_data = $8, updated_at = $9
     where id = $1 returning *`,
    [
      user.id,
      email,
      change.passwordHash ?? user.encrypted_password,
      change.confirmed === true ? (user.email_confirmed_at ?? now) : user.email_confirmed_at,
      change.role ?? user.role,
      change.bannedUntil === undefined ? user.banned_until : change.bannedUntil,
      JSON.stringify(merged(user.raw_app_meta_data, change.appMetadata)),
      JSON.stringify(merged(user.raw_user_meta_data, change.userMetadata)),
      now,
    ],
  )
  if (email !== user.email) {
    await db.query(
      `update auth.identities set identity_data = identity_data || jsonb_build_object('email', $2::text), updated_at = $3
       where user_id = $1 and provider = 'email'`,
      [user.id, email, now],
    )
  }
  return rows[0] as UserRow
}

export function isBanned(user: UserRow, now: Date): boolean {
  return user.banned_until !== null && user.banned_until > now
}

function merged(old: Record<string, unknown> | null, change: Record<string, unknown> | undefined) {
  return Object.fromEntries(Object.entries({ ...old, ...change }).filter(([, value]) => value !== null))
}
