import { z } from "zod"
import { locales } from "@/lib/i18n/locales"
import { bookRoles, inboxRoles } from "./rules"

export const inboxRole = z.enum(inboxRoles)
export const bookRole = z.enum(bookRoles)

/** What `my_member` answers of the person signed in, read as a {@link Member}. */
export const memberRow = z
  .object({
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
      /** The present one of the account's topic. */
      epoch: z.int(),
      is_phone_single_sign_on: z.boolean(),
      /** Why somebody may be offline, in order (B8). */
      offline_reasons: z.array(z.string()),
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
      z.object({ role: inboxRole, id: z.uuid(), name: z.string(), epoch: z.int(), position: z.int() }),
    ),
  })
  .transform(({ account: { entitlements, ...account }, inboxes, ...row }) => ({
    id: row.id,
    accountId: row.account_id,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
    dashboardRole: row.dashboard_role,
    isPhoneUser: row.is_phone_user,
    /** In the member's order (position, then name). */
    inboxes: inboxes.toSorted((a, b) => a.position - b.position || a.name.localeCompare(b.name, "ja")),
    account: {
      name: account.name,
      timeZone: account.time_zone,
      locale: account.locale,
      epoch: account.epoch,
      isPhoneSingleSignOn: account.is_phone_single_sign_on,
      offlineReasons: account.offline_reasons,
    },
    entitlements: {
      cloudPhone: entitlements?.cloud_phone ?? false,
      proCourse: entitlements?.pro_course ?? false,
      flowCustomisation: entitlements?.flow_customisation ?? false,
      supportLink: entitlements?.support_link ?? null,
    },
  }))

/** The person signed in, with everything the screens decide by. Rights are decided by the database, not by this. */
export type Member = z.infer<typeof memberRow>
