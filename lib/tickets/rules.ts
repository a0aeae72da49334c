export const ticketStatuses = ["open", "on_hold", "done", "no_action"] as const
export type TicketStatus = (typeof ticketStatuses)[number]

/** How many other tickets of a customer the panel lists; one more is read, for the ticket that is open is among them. */
export const relatedLimit = 8

/** Where a ticket stands in lists: by its newest exchange. */
export function placeOfTicket({ lastMessageAt, id }: { lastMessageAt: string; id: string }) {
  return { at: lastMessageAt, id }
}

/** What a call that lives is at, as the database names it. */
export const liveStates = [
  "dialling",
  "in_flow",
  "queued",
  "voicemail",
  "talking",
  "transferring",
  "agent_lost",
] as const
