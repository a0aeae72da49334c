"use client"

import { createContext, use } from "react"
import type { Member } from "@/lib/members/schema"

const MemberContext = createContext<Member | null>(null)

export const MemberProvider = MemberContext.Provider

/** The person signed in, as of the page's load. For what is shown; rights are decided by the database. */
export function useMember(): Member {
  const member = use(MemberContext)
  if (!member) throw new Error("useMember needs the signed-in shell above it")
  return member
}
