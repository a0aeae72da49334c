import type { MissedCategory } from "@/lib/inboxes/rules"
import type { TicketStatus } from "@/lib/tickets/rules"

// Keys of what was read, by inbox first: a change in an inbox makes everything below it old.

export const inboxKey = (inboxId: string) => ["inbox", inboxId] as const

export const ticketsKey = (inboxId: string, status: TicketStatus) =>
  [...inboxKey(inboxId), "tickets", status] as const

export const missedKey = (inboxId: string, category: MissedCategory) =>
  [...inboxKey(inboxId), "missed", category] as const

export const pastCallsKey = (inboxId: string, number: string) =>
  [...inboxKey(inboxId), "past-calls", number] as const

export const ringingKey = (inboxId: string, messageId: string) =>
  [...inboxKey(inboxId), "ringing", messageId] as const
