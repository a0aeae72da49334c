import type { NextRequest } from "next/server"
import { refreshSession } from "@/lib/auth/refresh-session"

/** Refreshes the session before anything renders, and sends people without one to the sign-in page. */
export function proxy(request: NextRequest) {
  return refreshSession(request)
}

export const config = {
  // Not for files, nor for `api/`: each route there authenticates in its own way and may write cookies itself.
  matcher: ["/((?!api/|_next/|sounds/|favicon|icon|.*\\.(?:png|svg|ico|js|css|map|wav|mp3|webmanifest)$).*)"],
}
