import type { PhoneState } from "@/lib/phone/schema"

/** Where the query cache keeps own phone. */
export const phoneStateKey = ["phone-state"] as const

export type ReadPhoneState = PhoneState & { readAt: number }
