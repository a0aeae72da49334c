import { signOut } from "@/lib/auth/sign-out"

/** Ends the session; a form that posts here arrives at the sign-in page. */
export function POST(request: Request) {
  return signOut(request)
}
