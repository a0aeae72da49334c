import "server-only"
import { NextResponse } from "next/server"
import { environment } from "@/lib/env"
import { createServerClient } from "@/lib/supabase/server"

/** Signs out of the phone and of the app in this browser, and answers with the way to the sign-in page. */
export async function signOut(): Promise<NextResponse> {
  const client = await createServerClient()
  const phone = await client.rpc("sign_out_phone")
  // Not a reason to stay signed in: the phone session ends without its heartbeat as well.
  if (phone.error) console.error("sign_out_phone", phone.error)
  const { error } = await client.auth.signOut({ scope: "local" })
  if (error) console.error("signOut", error)
  return NextResponse.redirect(`${environment().APP_URL}/sign-in`, 303)
}
