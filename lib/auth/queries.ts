import type { SupabaseClient } from "@supabase/supabase-js"
import { z } from "zod"
import { toAppError } from "@/lib/errors"
import { type Locale, locales } from "@/lib/i18n/locales"

const memberRow = z.object({
  id: z.uuid(),
  account_id: z.uuid(),
  user_id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(["member", "owner"]),
  dashboard_role: z.enum(["operator", "manager"]).nullable(),
  is_phone_user: z.boolean(),
  account: z.object({
    name: z.string(),
    time_zone: z.string(),
    locale: z.enum(locales),
    epoch: z.int(),
    entitlements: z
      .object({
        cloud_phone: z.boolean(),
        pro_course: z.boolean(),
        flow_customisation: z.boolean(),
        support_link: z.string().nullable(),
      })
      .nullable(),
  }),
  inboxes: z.array(
    z.object({
      role: z.enum(["assistant", "operator", "manager", "admin"]),
      id: z.uuid(),
      name: z.string(),
      epoch: z.int(),
      position: z.int(),
    }),
  ),
})

export type InboxRole = "assistant" | "operator" | "manager" | "admin"

/** The person signed in, with everything the screens decide by. Rights are decided by the database, not by this. */
export type Member = {
  id: string
  accountId: string
  userId: string
  name: string
  email: string
  role: "member" | "owner"
  dashboardRole: "operator" | "manager" | null
  isPhoneUser: boolean
  /** In the member's order (position, then name). */
  inboxes: { id: string; name: string; epoch: number; position: number; role: InboxRole }[]
  account: {
    name: string
    timeZone: string
    locale: Locale
    /** The present one of the account's topic. */
    epoch: number
  }
  entitlements: {
    cloudPhone: boolean
    proCourse: boolean
    flowCustomisation: boolean
    supportLink: string | null
  }
}

/**
 * The member behind `client`'s session; null without a session, without a member row, or when disabled.
 * Throws AppError when the database could not be asked.
 */
export async function getMember(client: SupabaseClient): Promise<Member | null> {
  const { data: claims } = await client.auth.getClaims()
  if (!claims) return null
  const { data, error, status } = await client.rpc("my_member")
  if (error) throw toAppError(error, status)
  return data === null ? null : toMember(memberRow.parse(data))
}

function toMember(row: z.infer<typeof memberRow>): Member {
  const { time_zone: timeZone, entitlements, ...account } = row.account
  return {
    id: row.id,
    accountId: row.account_id,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
    dashboardRole: row.dashboard_role,
    isPhoneUser: row.is_phone_user,
    inboxes: row.inboxes.sort((a, b) => a.position - b.position || a.name.localeCompare(b.name, "ja")),
    account: { ...account, timeZone },
    entitlements: {
      cloudPhone: entitlements?.cloud_phone ?? false,
      proCourse: entitlements?.pro_course ?? false,
      flowCustomisation: entitlements?.flow_customisation ?? false,
      supportLink: entitlements?.support_link ?? null,
    },
  }
}
