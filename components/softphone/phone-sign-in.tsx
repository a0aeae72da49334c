"use client"

import { useEffect } from "react"
import { Boundary } from "@/components/ui/boundary"
import { deferred, useDeferred } from "@/components/ui/use-deferred"
import { usePhone } from "./phone-context"
import { appSignInOf, takeSignInOffer } from "./sign-in-offer"

const dialog = deferred(() => import("./sign-in-dialog").then((module) => module.SignInDialog))

/** The phone's sign-in: opens by itself once an app sign-in (B1), and from the header (B2). */
export function PhoneSignIn() {
  const phone = usePhone()
  const SignInDialog = useDeferred(dialog, phone?.isSignInOpen === true, () => phone?.setSignInOpen(false))
  const isSignedOut = phone?.state?.isSignedIn === false
  const client = phone?.client
  const open = phone?.setSignInOpen

  useEffect(() => {
    if (!isSignedOut || !client || !open) return
    let isMounted = true
    const offer = async () => {
      const { data } = await (await client()).auth.getSession()
      const appSignIn = data.session && appSignInOf(data.session.access_token)
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
