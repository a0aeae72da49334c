import type { NextRequest } from "next/server"
import { refreshSession } from "@/lib/auth/refresh-session"

/** The app's forms have a few fields. What does not say how long it is, is cut off by the limits in `next.config.ts`. */
const mostBytes = 64 * 1024

/** Refreshes the session before anything renders, and sends people without one to the sign-in page. */
export function proxy(request: NextRequest) {
  if (Number(request.headers.get("content-length")) > mostBytes) {
    return new Response("The form is too long", { status: 413, headers: { connection: "close" } })
  }
  return refreshSession(request)
}

export const config = {
  // Not for files, nor for `api/`: each route there authenticates in its own way and may write cookies itself.
  matcher: ["/((?!api/|_next/|sounds/|favicon|icon|.*\\.(?:png|svg|ico|js|css|map|wav|mp3|webmanifest)$).*)"],
}
