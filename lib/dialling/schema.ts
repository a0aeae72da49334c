import { z } from "zod"

/** What an agent asks for. `attemptId` is the page's own name for it: the same once more is the same call. */
export type Dialling = { phoneNumberId: string; typed: string; ticketId: string | null; attemptId: string }

/** Answer of `POST /api/phone/dial`: the leg the softphone is to connect, and the number that was understood, in E.164. */
export const begunCall = z
  .object({ call_id: z.uuid(), leg_id: z.uuid(), number: z.string() })
  .transform(({ call_id: callId, leg_id: legId, number }) => ({ callId, legId, number }))
export type BegunCall = z.infer<typeof begunCall>

/** A number of the account that may be shown to whoever is called, and the inbox its calls belong to. */
export const callerNumberRow = z
  .object({
    id: z.uuid(),
    number: z.string(),
    label: z.string(),
    inbox_id: z.uuid(),
    may_call_0800: z.boolean(),
  })
  .transform(({ inbox_id: inboxId, may_call_0800: mayCall0800, ...row }) => ({
    ...row,
    inboxId,
    mayCall0800,
  }))
export type CallerNumber = z.infer<typeof callerNumberRow>

/** A call the member has made: whom, and when (ISO 8601). */
export const dialledRow = z
  .object({ customer_number: z.string(), contact_id: z.uuid().nullable(), started_at: z.string() })
  .transform((row) => ({ number: row.customer_number, contactId: row.contact_id, at: row.started_at }))
export type Dialled = z.infer<typeof dialledRow>
