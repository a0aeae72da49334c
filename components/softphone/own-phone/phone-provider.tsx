"use client"

import { type ReactNode, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react"
import { KeptChoice } from "@/components/session/kept-choice"
import { useDatabase } from "@/components/session/use-database"
import { useStanding } from "@/components/session/use-standing"
import { appSignInOf, takeSignInOffer } from "@/components/softphone/sign-in/sign-in-offer"
import { Boundary } from "@/components/ui/boundary"
import { deferred, useDeferred } from "@/components/ui/use-deferred"
import { whyNoPhone } from "@/lib/members/rules"
import type { Member } from "@/lib/members/schema"
import { minimisedChoice } from "@/lib/phone/keys"
import type { Softphone } from "@/lib/softphone/softphone"
import { PhoneContext, type PhoneContextValue, usePhone } from "./phone-context"
import { useOwnPhone } from "./use-own-phone"

type Props = {
  member: Pick<Member, "id" | "accountId" | "account" | "email" | "isPhoneUser" | "entitlements">
  children: ReactNode
}

/** Gives everything below it the member's phone, with its sign-in dialog; nothing to people without one (A2). */
export function PhoneProvider({ member, children }: Props) {
  if (whyNoPhone(member) !== null) return children
  return <PhoneUser member={member}>{children}</PhoneUser>
}

function PhoneUser({ member, children }: Props) {
  const [isSignInOpen, setSignInOpen] = useState(false)
  const [softphone, setSoftphone] = useState<Softphone | null>(null)
  const [isMissing, setMissing] = useState(false)
  const [isMinimised, setMinimised] = useMinimised()
  const client = useDatabase()
  const ownPhone = useOwnPhone(member.id, client)
  const { own, read: readState } = ownPhone
  const state = own?.state

  const { id, accountId, email } = member
  const { epoch: accountEpoch, isPhoneSingleSignOn: isSingleSignOn, offlineReasons } = member.account
  const value = useMemo(
    (): PhoneContextValue => ({
      member: { id, accountId, accountEpoch, email, isSingleSignOn, offlineReasons },
      client,
      state,
      readState,
      ownPhone,
      isSignInOpen,
      setSignInOpen,
      softphone,
      setSoftphone,
      isMissing,
      setMissing,
      isMinimised,
      setMinimised,
    }),
    [
      id,
      accountId,
      accountEpoch,
      email,
      isSingleSignOn,
      offlineReasons,
      client,
      state,
      readState,
      ownPhone,
      isSignInOpen,
      softphone,
      isMissing,
      isMinimised,
      setMinimised,
    ],
  )
  return (
    <PhoneContext value={value}>
      {children}
      <PhoneSignIn />
    </PhoneContext>
  )
}

const choice = new KeptChoice(minimisedChoice)

/** Whether the phone is folded away, and how to change that; remembered in this browser. */
function useMinimised(): [boolean, (isMinimised: boolean) => void] {
  const isMinimised = useSyncExternalStore(
    choice.watch,
    () => choice.read() === "yes",
    () => false,
  )
  const setMinimised = useCallback((next: boolean) => choice.choose(next ? "yes" : "no"), [])
  return [isMinimised, setMinimised]
}

const dialog = deferred(() =>
  import("@/components/softphone/sign-in/sign-in-dialog").then((module) => module.SignInDialog),
)

/**
 * The phone's sign-in: opens by itself once an app sign-in (B1), and from the header (B2); never over a stopped page. With
 * single sign-on it is done instead, and opens only when that is refused (B4).
 */
function PhoneSignIn() {
  const phone = usePhone()
  const isShown = useStanding() === "own" && phone?.isSignInOpen === true
  const SignInDialog = useDeferred(dialog, isShown, () => phone?.setSignInOpen(false))
  const isSignedOut = phone?.state?.isSignedIn === false
  const client = phone?.client
  const open = phone?.setSignInOpen
  const read = phone?.readState
  const isSingleSignOn = phone?.member.isSingleSignOn

  useEffect(() => {
    if (!isSignedOut || !client || !open || !read) return
    let isMounted = true
    const offer = async () => {
      const { ownAccessToken } = await import("@/lib/supabase/browser")
      const token = await ownAccessToken(await client())
      const appSignIn = token && appSignInOf(token)
      if (!isMounted || !appSignIn || !takeSignInOffer(appSignIn)) return
      if (!isSingleSignOn) return open(true)
      const { signInPhone } = await import("@/lib/phone/mutations")
      await signInPhone(await client(), null).then(read, () => open(true))
    }
    void offer()
    return () => {
      isMounted = false
    }
  }, [isSignedOut, client, open, read, isSingleSignOn])

  return (
    phone &&
    SignInDialog && (
      <Boundary fallback={() => null} onFailed={() => phone.setSignInOpen(false)}>
        <SignInDialog phone={phone} />
      </Boundary>
    )
  )
}
