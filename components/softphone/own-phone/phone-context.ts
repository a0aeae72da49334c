"use client"

import { createContext, use } from "react"
import type { PhoneState } from "@/lib/phone/schema"
import type { Softphone } from "@/lib/softphone/softphone"
import type { BrowserClient } from "@/lib/supabase/browser"
import type { useOwnPhone } from "./use-own-phone"

/** The member as far as the phone needs to know them. */
export type PhoneMember = {
  id: string
  accountId: string
  accountEpoch: number
  email: string
  /** B4: no phone password is asked for. */
  isSingleSignOn: boolean
  /** Why they may be offline, in the account's order (B8). */
  offlineReasons: readonly string[]
}

export type PhoneContextValue = {
  member: PhoneMember
  /** The page's Supabase client, loaded with its first use. */
  client(): Promise<BrowserClient>
  /** Own phone as it stands; undefined until it was heard of. */
  state: PhoneState | undefined
  /** Own phone and calls may have changed without a word: nothing is heard, or what was done cannot be told. */
  readState(): void
  ownPhone: ReturnType<typeof useOwnPhone>
  isSignInOpen: boolean
  setSignInOpen(isOpen: boolean): void
  /** The running softphone of this page; null before it is loaded and without sign-in. */
  softphone: Softphone | null
  setSoftphone(softphone: Softphone | null): void
  /** The softphone could not be loaded and is tried again. */
  isMissing: boolean
  setMissing(isMissing: boolean): void
  /** The panel is folded into the bar, or away; remembered in this browser. */
  isMinimised: boolean
  setMinimised(isMinimised: boolean): void
}

export const PhoneContext = createContext<PhoneContextValue | null>(null)

/** The phone of the signed-in member; null for people without one, for whom nothing of it is shown (A2). */
export function usePhone(): PhoneContextValue | null {
  return use(PhoneContext)
}
