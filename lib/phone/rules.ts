import { newPasswordProblem } from "@/lib/auth/rules"
import type { AfterCall, AgentStatus, LiveCall, SignedInPhone } from "./schema"

/** Reasons for being offline that an account begins with, which have a translation (B8). Others are shown as they are written. */
export const offlineReasons = ["away", "break", "meeting"] as const
export type OfflineReason = (typeof offlineReasons)[number]

/** Whether `reason` has a translation. */
export function isOfflineReason(reason: string | null): reason is OfflineReason {
  return (offlineReasons as readonly (string | null)[]).includes(reason)
}

/** Attempts left, from the detail of `wrong_phone_password`; null when it does not say. */
export function attemptsLeft(detail: string | null): number | null {
  const match = /\d+/.exec(detail ?? "")
  return match ? Number(match[0]) : null
}

/** When the phone opens again in ms since 1970, from the detail of `phone_locked`; null when it does not say. */
export function lockedUntil(detail: string | null): number | null {
  const moment = detail === null ? Number.NaN : Date.parse(detail)
  return Number.isNaN(moment) ? null : moment
}

/** The most bytes of a phone password: bcrypt reads no more of it. */
const mostPasswordBytes = 72

/** What is wrong with a new phone password typed twice; null when nothing is. As `set_phone_password` has it. */
export function newPhonePasswordProblem(
  password: string,
  again: string,
): "tooShort" | "tooLong" | "mismatch" | null {
  if (new TextEncoder().encode(password).length > mostPasswordBytes) return "tooLong"
  return newPasswordProblem(password, again)
}

type OwnStatus = Pick<SignedInPhone, "status" | "statusSince"> & {
  afterCall: Pick<AfterCall, "until"> | null
}

/**
 * What the header says of oneself at `now`: what one does comes before what one chose, since a colleague sees it so as well.
 * `since` is when that began, null where it is not said of oneself; `left` how much remains of what has an end. All in ms.
 */
export function ownActivity(
  { status, statusSince, afterCall }: OwnStatus,
  call: Pick<LiveCall, "answeredAt" | "isDialling"> | null,
  now: number,
): { state: "dialling" | "talking" | "after_call" | AgentStatus; since: number | null; left: number | null } {
  if (call?.isDialling) return { state: "dialling", since: null, left: null }
  if (call) return { state: "talking", since: call.answeredAt, left: null }
  if (afterCall && afterCall.until > now) {
    return { state: "after_call", since: null, left: Math.ceil((afterCall.until - now) / 1000) * 1000 }
  }
  return { state: status, since: statusSince, left: null }
}
