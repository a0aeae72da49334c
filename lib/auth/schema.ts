import { z } from "zod"
import { withoutUnseen } from "@/supabase/functions/_shared/calls/numbers"

/** A mail address as people type or paste it, without the spaces and unseen characters that come along. */
const mailAddress = z
  .string()
  .max(1000)
  .transform((text) => withoutUnseen(text).trim())
  .pipe(z.email())

export const credentials = z.object({ email: mailAddress, password: z.string().min(1).max(200) })

export const passwordResetRequest = z.object({ email: mailAddress })

export const newPassword = z.object({ password: z.string().max(200), again: z.string().max(200) })

export const signInAgainRequest = credentials.extend({ user_id: z.uuid() })

/**
 * What a mailed link carries: only these kinds are mailed, and `magiclink` is for a new phone password alone. `email` says whose
 * account it is for.
 */
export const mailedLink = z.object({
  type: z.enum(["recovery", "invite", "magiclink"]),
  token_hash: z.string().regex(/^[\w-]{20,200}$/),
  email: z.email().max(320),
})
export type MailedLink = z.infer<typeof mailedLink>

/** A link that signs in. */
export const openingLink = mailedLink.extend({ type: z.enum(["recovery", "invite"]) })
