import { toAppError } from "@/lib/errors"
import type { DatabaseClient } from "@/lib/supabase/client"
import type { TicketStatus } from "./rules"

/** Sets a ticket's status outside of recording. Throws AppError: `not_allowed` below Operator. */
export async function setTicketStatus(client: DatabaseClient, ticketId: string, status: TicketStatus) {
  const { error, status: answered } = await client.rpc("set_ticket_status", {
    p_ticket_id: ticketId,
    p_status: status,
  })
  if (error) throw toAppError(error, answered)
}

/** Renames a ticket. Throws AppError: `not_allowed` below Operator. */
export async function setTicketSubject(client: DatabaseClient, ticketId: string, subject: string) {
  const { error, status } = await client.rpc("set_ticket_subject", {
    p_ticket_id: ticketId,
    p_subject: subject,
  })
  if (error) throw toAppError(error, status)
}

/** Puts a label of the inbox on a ticket or takes it off. Throws AppError: `not_allowed` below Operator. */
export async function labelTicket(client: DatabaseClient, ticketId: string, labelId: string, isOn: boolean) {
  const { error, status } = await client.rpc("label_ticket", {
    p_ticket_id: ticketId,
    p_label_id: labelId,
    p_on: isOn,
  })
  if (error) throw toAppError(error, status)
}
