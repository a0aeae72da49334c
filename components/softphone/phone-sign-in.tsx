"use client"

import { useEffect } from "react"
import { useStanding } from "@/components/session/use-standing"
import { Boundary } from "@/components/ui/boundary"
import { deferred, useDeferred } from "@/components/ui/use-deferred"
import { usePhone } from "./phone-context"
import { appSignInOf, takeSignInOffer } from "./sign-in-offer"

const dialog = deferred(() => import("./sign-in-dialog").then((module) => module.SignInDialog))

/** The phone's sign-in: opens by itself once an app sign-in (B1), and from the header (B2); never over a stopped page. */
export function PhoneSignIn() {
  const phone = usePhone()
  const isShown = useStanding() === "own" && phone?.isSignInOpen === true
  const SignInDialog = useDeferred(dialog, isShown, () => phone?.setSignInOpen(false))
  const isSignedOut = phone?.state?.isSignedIn === false
  const client = phone?.client
  const open = phone?.setSignInOpen

  useEffect(() => {
    if (!isSignedOut || !client || !open) return
    let isMounted = true
    const offer = async () => {
      const { ownAccessToken } = await import("@/lib/supabase/browser")
      const token = await ownAccessToken(await client())
      const appSignIn = token && appSignInOf(token)
      if (isMounted && appSignIn && takeSignInOffer(appSignIn)) open(true)
    }
    void offer()
    return () => {
      isMounted = false
    }
  }, [isSignedOut, client, open])

  return (
    phone &&
    SignInDialog && (
      <Boundary fallback={() => null} onFailed={() => phone.setSignInOpen(false)}>
        <SignInDialog phone={phone} />
      </Boundary>
    )
  )
}
