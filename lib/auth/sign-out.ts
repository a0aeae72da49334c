import "server-only"
import { NextResponse } from "next/server"
import { environment } from "@/lib/env"
import { problemResponse } from "@/lib/problem-response"
import { createServerClient } from "@/lib/supabase/server"
import { endSession } from "./open-session"
import { requireSamePerson, signedInUser } from "./signed-in-user"

/**
 * Signs out of the phone and of the app in this browser, or with `where=everywhere` in all of them, and answers with the way to the sign-in page. A page that was
 * made for somebody else than who is signed in by now is refused with `other_person`.
 */
export async function signOut(request: Request): Promise<Response> {
  const client = await createServerClient()
  try {
    const present = await signedInUser(client)
    if (present) requireSamePerson(request, present.userId)
  } catch (error) {
    return problemResponse(error)
  }
  const isEverywhere = new URL(request.url).searchParams.get("where") === "everywhere"
  await endSession(client, isEverywhere ? "global" : "local")
  return NextResponse.redirect(`${environment().APP_URL}/sign-in`, 303)
}
