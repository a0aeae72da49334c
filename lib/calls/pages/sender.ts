import "server-only"
import { requireSamePerson, type SessionUser, signedInUser } from "@/lib/auth/signed-in-user"
import { AppError } from "@/lib/errors"
import { createServerClient } from "@/lib/supabase/server"

/**
 * Who sent it, from which app session; whether they may is asked with the call. Throws `not_signed_in`, and
 * `other_person` when the page was made for somebody else.
 */
export async function requireSender(request: Request): Promise<SessionUser> {
  const sender = await signedInUser(await createServerClient())
  if (sender === null) throw new AppError("not_signed_in")
  requireSamePerson(request, sender.userId)
  return sender
}
