/** Reasons for being offline that everybody has (B8). Others are shown as they are written. */
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
