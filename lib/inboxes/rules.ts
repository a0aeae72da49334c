import { type TicketStatus, ticketStatuses } from "@/lib/tickets/rules"

export const missedCategories = ["missed", "voicemail"] as const

export type MissedCategory = (typeof missedCategories)[number]

/** What the sidebar lists below an inbox, in order. */
export const categories = [...ticketStatuses, ...missedCategories] as const

export type Category = (typeof categories)[number]

/** Whether `value` is one of {@link categories}. */
export function isCategory(value: string): value is Category {
  return (categories as readonly string[]).includes(value)
}

/** Whether a category lists callers to ring back rather than tickets. */
export function isMissedCategory(category: Category): category is MissedCategory {
  return category === "missed" || category === "voicemail"
}

/** The category that lists tickets of this status; they carry the same names. */
export function categoryOf(status: TicketStatus): TicketStatus & Category {
  return status
}

/** Address of a category, or of one ticket beside it. */
export function categoryPath(inboxId: string, category: Category, ticketNumber?: number): string {
  const path = `/inboxes/${inboxId}/${category}`
  return ticketNumber === undefined ? path : `${path}/${ticketNumber}`
}
