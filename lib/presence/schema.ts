import { z } from "zod"

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** A row of `presence_rows`: what a phone user chose and what they are doing now. Times in ms since 1970. */
export const presenceRow = z
  .object({
    member_id: z.uuid(),
    name: z.string(),
    status: z.enum(["available", "offline"]),
    status_reason: z.string().nullable(),
    status_since: moment,
    is_signed_in: z.boolean(),
    activity: z.enum(["none", "ringing", "dialling", "talking", "after_call"]),
    activity_since: moment.nullable(),
  })
  .transform((row) => ({
    memberId: row.member_id,
    name: row.name,
    status: row.status,
    statusReason: row.status_reason,
    statusSince: row.status_since,
    isSignedIn: row.is_signed_in,
    activity: row.activity,
    activitySince: row.activity_since,
  }))

export type Presence = z.infer<typeof presenceRow>
