import "server-only"
import { createServerClient } from "@supabase/ssr"
import { isAuthRetryableFetchError } from "@supabase/supabase-js"
import { type NextRequest, NextResponse } from "next/server"
import { environment, isServedOverTls } from "@/lib/env"
import type { Database } from "@/lib/supabase/types"
import { isOpenPath } from "./rules"

/**
 * Lets `request` through with a fresh session in its cookies (and in the answer's). Without one, paths that need one
 * are redirected to `/sign-in?next=…`. When Auth cannot be reached the request goes on: the page says what is wrong.
 */
export async function refreshSession(request: NextRequest): Promise<NextResponse> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = environment()
  const changes: { name: string; value: string; options: object }[] = []
  const noStore = new Headers()
  const client = createServerClient<Database>(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    cookieOptions: { secure: isServedOverTls() },
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll(changed, headers) {
        for (const { name, value, options } of changed) {
          request.cookies.set(name, value)
          changes.push({ name, value, options })
        }
        for (const [name, value] of Object.entries(headers)) noStore.set(name, value)
      },
    },
  })
  const { data, error } = await client.auth.getClaims()
  const signedIn = data !== null || (error !== null && isAuthRetryableFetchError(error))
  const { pathname, search } = request.nextUrl
  const response =
    signedIn || isOpenPath(pathname)
      ? NextResponse.next({ request })
      : NextResponse.redirect(signInAddress(request, `${pathname}${search}`))
  for (const { name, value, options } of changes) response.cookies.set(name, value, options)
  for (const [name, value] of noStore) response.headers.set(name, value)
  return response
}

function signInAddress(request: NextRequest, next: string) {
  const address = new URL("/sign-in", request.nextUrl)
  if (next !== "/") address.searchParams.set("next", next)
  return address
}
