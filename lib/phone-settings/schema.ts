import { z } from "zod"

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

export const accountRow = z
  .object({ is_phone_single_sign_on: z.boolean(), goes_offline_unanswered: z.boolean() })
  .transform((row) => ({
    isSingleSignOn: row.is_phone_single_sign_on,
    goesOfflineUnanswered: row.goes_offline_unanswered,
  }))

export const reasonRow = z.object({ id: z.uuid(), name: z.string(), position: z.int() })
/** A reason for being offline (B8), in the owner's words or one of those every account begins with. */
export type Reason = z.infer<typeof reasonRow>

export const queueRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    after_call_seconds: z.int(),
    inboxes: z.object({ name: z.string() }),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    inboxName: row.inboxes.name,
    /** After-call work after a call of this queue (E8). */
    afterCallSeconds: row.after_call_seconds,
  }))
export type QueueTime = z.infer<typeof queueRow>

export const phoneUserRow = z
  .object({
    member_id: z.uuid(),
    name: z.string(),
    email: z.string(),
    has_password: z.boolean(),
    locked_until: moment.nullable(),
  })
  .transform((row) => ({
    memberId: row.member_id,
    name: row.name,
    email: row.email,
    hasPassword: row.has_password,
    /** When a lock after wrong passwords ends by itself, in ms since 1970 (B4). */
    lockedUntil: row.locked_until,
  }))
export type PhoneUser = z.infer<typeof phoneUserRow>
