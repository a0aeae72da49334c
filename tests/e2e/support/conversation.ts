import type pg from "pg"
import { insertCall, insertMemo, insertTicket } from "../../sql/support/calls.ts"
import { freeCustomerNumber, type TestAccount } from "../../support/accounts.ts"

/** A conversation that is over, its memo not recorded yet. */
export interface Conversation {
  ticketId: string
  ticketNumber: number
  messageId: string
}

/** Makes an open ticket with the memo of a conversation the member of that key had, as a call leaves it behind. */
export async function conversationOf(
  database: pg.Pool,
  account: TestAccount,
  key: string,
  customerNumber = freeCustomerNumber(),
): Promise<Conversation> {
  const ticketId = await insertTicket(database, account, { customerNumber })
  const call = await insertCall(database, account, { customerNumber, ticketId })
  await database.query(
    `update public.calls set state = 'ended', outcome = 'answered', answered_at = started_at, ended_at = now()
     where id = $1`,
    [call.id],
  )
  const memberId = account.member(key).id
  const messageId = await insertMemo(database, { call, ticketId, memberId, ago: 1 })
  return { ticketId, messageId, ticketNumber: await numberOf(database, ticketId) }
}

async function numberOf(database: pg.Pool, ticketId: string): Promise<number> {
  const { rows } = await database.query<{ number: string }>(
    "select number from public.tickets where id = $1",
    [ticketId],
  )
  return Number(rows[0]?.number)
}
