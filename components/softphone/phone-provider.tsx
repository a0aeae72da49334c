"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { type ReactNode, useCallback, useMemo, useState } from "react"
import { useDatabase } from "@/components/shell/use-database"
import type { Member } from "@/lib/auth/queries"
import { now } from "@/lib/clock/page-clock"
import { coalesce } from "@/lib/realtime/coalesce"
import { memberTopic } from "@/lib/realtime/topics"
import { useTopic } from "@/lib/realtime/use-topic"
import type { Softphone } from "@/lib/softphone/softphone"
import { PhoneContext, type PhoneContextValue } from "./phone-context"
import { PhoneSignIn } from "./phone-sign-in"
import { phoneStateKey } from "./phone-state"
import { useMinimised } from "./use-minimised"

type Props = {
  member: Pick<Member, "id" | "accountId" | "account" | "email" | "isPhoneUser" | "entitlements">
  children: ReactNode
}

/** Gives everything below it the member's phone, with its sign-in dialog; nothing to people without one (A2). */
export function PhoneProvider({ member, children }: Props) {
  if (!member.isPhoneUser || !member.entitlements.cloudPhone) return children
  return <PhoneUser member={member}>{children}</PhoneUser>
}

function PhoneUser({ member, children }: Props) {
  const queries = useQueryClient()
  const [isSignInOpen, setSignInOpen] = useState(false)
  const [softphone, setSoftphone] = useState<Softphone | null>(null)
  const [isMissing, setMissing] = useState(false)
  const [isMinimised, setMinimised] = useMinimised()
  const client = useDatabase()
  const { data: state } = useQuery({
    queryKey: phoneStateKey,
    queryFn: async () => {
      const readAt = now()
      const { getPhoneState } = await import("@/lib/phone/queries")
      return { ...(await getPhoneState(await client())), readAt }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  const readState = useCallback(() => void queries.invalidateQueries({ queryKey: phoneStateKey }), [queries])
  const [hinted] = useState(() => coalesce(() => queries.invalidateQueries({ queryKey: phoneStateKey }), 0))
  useTopic(memberTopic(member.id), {
    onEvent: ({ table }) => table !== "call_offers" && hinted(),
    onSubscribed: hinted,
    onGap: hinted,
  })

  const { id, accountId, email } = member
  const { epoch: accountEpoch } = member.account
  const value = useMemo(
    (): PhoneContextValue => ({
      member: { id, accountId, accountEpoch, email },
      client,
      state,
      readState,
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
