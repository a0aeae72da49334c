import type { InboxRole } from "@/lib/auth/queries"

export const ticketStatuses = ["open", "on_hold", "done", "no_action"] as const
export type TicketStatus = (typeof ticketStatuses)[number]

/** Roles from least to most, as `inbox_role` and `book_role` order them in the database. */
const ranks = { assistant: 0, operator: 1, manager: 2, admin: 3 } as const

/** Whether `role` reaches `least`; somebody without a role reaches nothing. */
export function reaches(role: InboxRole | null, least: InboxRole): boolean {
  return role !== null && ranks[role] >= ranks[least]
}

/** Who may change a ticket's status outside of recording a memo (permissions.md). */
export function canSetStatus(role: InboxRole | null): boolean {
  return reaches(role, "operator")
}

/**
 * What a memo may be recorded with. An assistant sets a status in the act of recording alone: once that is done, recording
 * anew keeps the ticket's (permissions.md). The first is what 「記録」 itself takes (H2).
 */
export function recordableStatuses(
  role: InboxRole | null,
  { isRecorded, status }: { isRecorded: boolean; status: TicketStatus },
): readonly [TicketStatus, ...TicketStatus[]] {
  if (isRecorded && !canSetStatus(role)) return [status]
  return ["done", "open", "on_hold", "no_action"]
}

/** Who may rename a ticket or change its labels (permissions.md). */
export function canEditTicket(role: InboxRole | null): boolean {
  return reaches(role, "operator")
}

/** How many other tickets of a customer the panel lists; one more is read, for the ticket that is open is among them. */
export const relatedLimit = 8

/** Where a ticket stands in lists: by its newest exchange. */
export function placeOfTicket({ lastMessageAt, id }: { lastMessageAt: string; id: string }) {
  return { at: lastMessageAt, id }
}
