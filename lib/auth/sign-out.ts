import "server-only"
import { NextResponse } from "next/server"
import { environment } from "@/lib/env"
import { createServerClient } from "@/lib/supabase/server"
import { endSession } from "./open-session"

/** Signs out of the phone and of the app in this browser, and answers with the way to the sign-in page. */
export async function signOut(): Promise<NextResponse> {
  await endSession(await createServerClient())
  return NextResponse.redirect(`${environment().APP_URL}/sign-in`, 303)
}
