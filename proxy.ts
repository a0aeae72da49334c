import { type NextRequest, NextResponse } from "next/server"
import { refreshSession } from "@/lib/auth/refresh-session"
import { isReadablePath } from "@/lib/auth/rules"
import { contentPolicy, newNonce } from "@/lib/content-policy"
import { environment, isServedOverTls } from "@/lib/env"
import { signallingSource } from "@/lib/softphone/plain-signalling"
import { strictTransport } from "@/lib/strict-transport"

/** The app's forms have a few fields. What does not say how long it is, is cut off by the limits in `next.config.ts`. */
const mostBytes = 64 * 1024
const isNoPage = /^\/(?:api|_next|sounds)\//
const policyHeader = "content-security-policy"

/**
 * Refreshes the session before anything renders, and sends people without one to the sign-in page. Gives each page
 * its own policy; Next reads the nonce for its scripts from the request's copy.
 */
export async function proxy(request: NextRequest) {
  const { pathname } = request.nextUrl
  if (!isReadablePath(pathname)) return new NextResponse("Not found", { status: 404 })
  if (isNoPage.test(pathname)) return NextResponse.next()
  if (Number(request.headers.get("content-length")) > mostBytes) {
    return new NextResponse("The form is too long", { status: 413, headers: { connection: "close" } })
  }
  const { APP_URL, SUPABASE_URL, TWILIO_SIGNAL_URL } = environment()
  const policy = contentPolicy(
    { appUrl: APP_URL, supabaseUrl: SUPABASE_URL, signalling: signallingSource(TWILIO_SIGNAL_URL ?? null) },
    { nonce: newNonce(), isDevelopment: process.env.NODE_ENV === "development" },
  )
  request.headers.set(policyHeader, policy)
  const response = await refreshSession(request)
  response.headers.set(policyHeader, policy)
  if (isServedOverTls()) response.headers.set("strict-transport-security", strictTransport)
  return response
}

export const config = {
  // Not for files, nor for `api/`: each route there authenticates in its own way and may write cookies itself.
  // An address with escapes is looked at wherever it leads: one that cannot be read would be an error further on.
  matcher: [
    "/(.*%.*)",
    "/((?!api/|_next/|sounds/|favicon|icon|.*\\.(?:png|svg|ico|js|css|map|wav|mp3|webmanifest)$).*)",
  ],
}
