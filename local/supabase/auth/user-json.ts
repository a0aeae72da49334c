import type { Database } from "./context.ts"
import type { UserRow } from "./users.ts"

interface IdentityRow {
  id: string
  provider_id: string
  user_id: string
  identity_data: Record<string, unknown>
  provider: string
  last_sign_in_at: Date | null
  created_at: Date | null
  updated_at: Date | null
  email: string | null
}

/** A user as auth-js' type `User` describes it. */
export async function userJson(db: Database, user: UserRow): Promise<Record<string, unknown>> {
  return (await usersJson(db, [user]))[0] ?? {}
}

/** The same for several, with one question for all their identities. */
export async function usersJson(db: Database, users: UserRow[]): Promise<Record<string, unknown>[]> {
  const { rows } = await db.query<IdentityRow>(
    "select * from auth.identities where user_id = any($1::uuid[]) order by created_at, id",
    [users.map((user) => user.id)],
  )
  return users.map((user) =>
    toJson(
      user,
      rows.filter((identity) => identity.user_id === user.id),
    ),
  )
}

function toJson(user: UserRow, identities: IdentityRow[]): Record<string, unknown> {
  const optional = {
    email_confirmed_at: user.email_confirmed_at,
    confirmed_at: user.confirmed_at,
    invited_at: user.invited_at,
    confirmation_sent_at: user.confirmation_sent_at,
    recovery_sent_at: user.recovery_sent_at,
    last_sign_in_at: user.last_sign_in_at,
    banned_until: user.banned_until,
  }
  return {
    id: user.id,
    aud: user.aud ?? "authenticated",
    role: user.role ?? "authenticated",
    email: user.email ?? "",
    phone: user.phone ?? "",
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    identities: identities.map(({ id, provider_id, ...identity }) => ({
      identity_id: id,
      id: provider_id,
      ...identity,
    })),
    created_at: user.created_at,
    updated_at: user.updated_at,
    is_anonymous: user.is_anonymous,
  }
}
