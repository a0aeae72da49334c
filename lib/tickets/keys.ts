import type { TicketStatus } from "./rules"

/** Names of live lists: the tickets of an inbox with one status. */
export const ticketsList = (inboxId: string, status: TicketStatus) => `tickets ${inboxId} ${status}`

/** One ticket. */
export const ticketList = (id: string) => `ticket ${id}`

/** The exchanges of a ticket and of its customer. */
export const timelineList = (id: string) => `timeline ${id}`

/** The tickets of a customer number (E.164) in an inbox. */
export const customerTicketsList = (inboxId: string, number: string) => `customer ${inboxId} ${number}`

/** Of the query cache: the labels of an inbox. */
export const labelsQuery = (inboxId: string) => ["labels", inboxId] as const
