import "server-only"
import { AppError } from "@/lib/errors"
import { problemResponse } from "@/lib/problem-response"
import { createServerClient } from "@/lib/supabase/server"
import { readJson } from "@/supabase/functions/_shared/read-body"
import { openSession, takeOver } from "./open-session"
import { signInAgainRequest } from "./schema"

/** Far more than a mail address and a password need. */
const mostBytes = 4 * 1024

/**
 * Signs the person a page was made for in again, without leaving it: JSON `{ user_id, email, password }` → 204 with the
 * session's cookies. Only the app's own pages send JSON here: another site's would have to ask first (CORS).
 */
export async function signInAgain(request: Request): Promise<Response> {
  try {
    if (!/^application\/json\b/.test(request.headers.get("content-type") ?? ""))
      throw new AppError("invalid_input")
    const parsed = signInAgainRequest.safeParse(await readJson(request, mostBytes))
    if (!parsed.success) throw new AppError("invalid_input")
    const { user_id: owner, ...pair } = parsed.data
    const session = await openSession(pair)
    if (session.user.id !== owner) throw new AppError("wrong_credentials")
    await takeOver(await createServerClient(), session)
    return new Response(null, { status: 204 })
  } catch (error) {
    return problemResponse(error)
  }
}
