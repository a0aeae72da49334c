import "server-only"
import { type NextRequest, NextResponse } from "next/server"
import { z } from "zod"
import { environment } from "@/lib/env"
import { createServerClient, type ServerClient } from "@/lib/supabase/server"
import { safeNext } from "./rules"

const linkTypes = z.enum(["recovery", "invite", "signup", "magiclink", "email", "email_change"])

/**
 * Answers `GET /auth/callback`: exchanges `code` (PKCE) or `token_hash` and `type` for a session and redirects to
 * `next`; a used or expired link leads to the page that mails another one.
 */
export async function openMailedLink(request: NextRequest): Promise<NextResponse> {
  const { APP_URL } = environment()
  const query = request.nextUrl.searchParams
  const opened = await open(await createServerClient(), query)
  return NextResponse.redirect(
    `${APP_URL}${opened ? safeNext(query.get("next")) : "/forgot-password?link=invalid"}`,
  )
}

async function open(client: ServerClient, query: URLSearchParams): Promise<boolean> {
  const code = query.get("code")
  const token = query.get("token_hash")
  const type = linkTypes.safeParse(query.get("type"))
  if (code) {
    const { error } = await client.auth.exchangeCodeForSession(code)
    return error === null
  }
  if (token && type.success) {
    const { error } = await client.auth.verifyOtp({ token_hash: token, type: type.data })
    return error === null
  }
  return false
}
