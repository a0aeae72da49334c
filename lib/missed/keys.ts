import type { MissedCategory } from "@/lib/inboxes/rules"

/** Names of live lists: those who called in vain. */
export const missedList = (inboxId: string, category: MissedCategory) => `missed ${inboxId} ${category}`

/** The calls of a number (E.164) with an inbox. */
export const customerCallsList = (inboxId: string, number: string) => `calls ${inboxId} ${number}`

/** Of the query cache: how the call of a missed message rang. */
export const ringingQuery = (messageId: string) => ["ringing", messageId] as const
