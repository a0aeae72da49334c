"use client"

import { type ReactNode, useMemo, useState } from "react"
import { useDatabase } from "@/components/session/use-database"
import { whyNoPhone } from "@/lib/members/rules"
import type { Member } from "@/lib/members/schema"
import type { Softphone } from "@/lib/softphone/softphone"
import { PhoneContext, type PhoneContextValue } from "./phone-context"
import { PhoneSignIn } from "./phone-sign-in"
import { useMinimised } from "./use-minimised"
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
  const state = useMemo(() => own && { ...own.state, readAt: own.readAt }, [own])

  const { id, accountId, email } = member
  const { epoch: accountEpoch } = member.account
  const value = useMemo(
    (): PhoneContextValue => ({
      member: { id, accountId, accountEpoch, email },
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
