import type { NextRequest } from "next/server"
import { openMailedLink } from "@/lib/auth/mailed-link"

/** Where links in mails lead: turns what they carry into a session, then goes on. */
export function GET(request: NextRequest) {
  return openMailedLink(request)
}
