import { randomUUID } from "node:crypto"
import type pg from "pg"
import { freeCustomerNumber, type TestAccount } from "../../support/accounts.ts"

type Queryable = Pick<pg.ClientBase, "query">

export interface CallRow {
  id: string
  customerNumber: string
  inboxId: string
  accountId: string
}

/** A waiting call to the account's inbox at that place. */
export async function insertCall(
  db: Queryable,
  account: TestAccount,
  { place = 0, customerNumber = freeCustomerNumber(), ticketId = null as string | null } = {},
): Promise<CallRow> {
  const inbox = account.inbox(place)
  const id = randomUUID()
  await db.query(
    `insert into public.calls (id, account_id, inbox_id, phone_number_id, flow_version_id, queue_id, ticket_id, direction,
       state, version, customer_number, contract_number, started_at, queued_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'inbound', 'queued', 1, $8, $9, now(), now())`,
    [
      id,
      account.id,
      inbox.id,
      inbox.phoneNumberId,
      inbox.flowVersionId,
      inbox.queueId,
      ticketId,
      customerNumber,
      inbox.number,
    ],
  )
  return { id, customerNumber, inboxId: inbox.id, accountId: account.id }
}

/** An offer of the call to a member, open unless a closed state is given. Resolves to its id. */
export async function insertOffer(
  db: Queryable,
  account: TestAccount,
  call: CallRow,
  memberId: string,
  state = "announced",
): Promise<string> {
  const id = randomUUID()
  const queueId = account.inboxes.find((inbox) => inbox.id === call.inboxId)?.queueId
  const isOpen = ["announced", "acknowledged", "ringing"].includes(state)
  await db.query(
    `insert into public.call_offers (id, account_id, call_id, queue_id, inbox_id, member_id, leg_id, purpose, state, candidates,
       announced_at, decided_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, gen_random_uuid(), 'queue', $7, '[]', now(), case when $8 then null else now() end, now() + interval '20 seconds')`,
    [id, account.id, call.id, queueId, call.inboxId, memberId, state, isOpen],
  )
  return id
}

/** An agent's leg of the call, talking. */
export async function insertLiveLeg(db: Queryable, call: CallRow, memberId: string): Promise<string> {
  const id = randomUUID()
  await db.query(
    `insert into public.call_legs (id, account_id, call_id, role, purpose, member_id, state, started_at, joined_at)
     values ($1, $2, $3, 'agent', 'answer', $4, 'live', now(), now())`,
    [id, call.accountId, call.id, memberId],
  )
  return id
}

async function insertEndedLeg(db: Queryable, call: CallRow, memberId: string): Promise<string> {
  const id = randomUUID()
  await db.query(
    `insert into public.call_legs (id, account_id, call_id, role, purpose, member_id, state, started_at, joined_at, left_at, left_cause)
     values ($1, $2, $3, 'agent', 'answer', $4, 'ended', now(), now(), now(), 'completed')`,
    [id, call.accountId, call.id, memberId],
  )
  return id
}

/** A ticket of the account's inbox at that place, open. Resolves to its id. */
export async function insertTicket(
  db: Queryable,
  account: TestAccount,
  { place = 0, customerNumber = null as string | null, status = "open" } = {},
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `with number as (
       update public.accounts set next_ticket_number = next_ticket_number + 1 where id = $1 returning next_ticket_number - 1 as taken
     )
     insert into public.tickets (account_id, inbox_id, number, customer_number, status)
     select $1, $2, taken, $3, $4 from number returning id`,
    [account.id, account.inbox(place).id, customerNumber, status],
  )
  const [row] = rows
  if (!row) throw new Error("the ticket was not made")
  return row.id
}

export interface MemoOptions {
  call: CallRow
  ticketId: string
  /** The agent of a conversation; without one it is a missed call. */
  memberId?: string
  kind?: "missed_call" | "voicemail"
  /** Minutes ago. */
  ago?: number
}

/** A message with its memo on a ticket. Resolves to the message's id. */
export async function insertMemo(db: Queryable, options: MemoOptions): Promise<string> {
  const { call, ticketId, memberId = null, ago = 0 } = options
  const kind = memberId ? "call_memo" : (options.kind ?? "missed_call")
  const id = randomUUID()
  const legId = memberId === null ? null : await insertEndedLeg(db, call, memberId)
  await db.query(
    `with moment as (select now() - make_interval(mins => $7) as at), message as (
       insert into public.messages (id, account_id, inbox_id, ticket_id, kind, author_id, customer_number, occurred_at)
       select $1, $2, $3, $4, $5, $6, $8, at from moment
     )
     select at from moment`,
    [id, call.accountId, call.inboxId, ticketId, kind, memberId, ago, call.customerNumber],
  )
  await db.query(
    `insert into public.call_memos (message_id, account_id, inbox_id, call_id, leg_id, kind, member_id, direction, customer_number,
       contract_number, reason, started_at, answered_at, ended_at)
     select $1, $2, $3, $4, $9, $5, $6, 'inbound', $7, c.contract_number, case when $6::uuid is null then 'caller_gave_up'::public.call_reason end,
       now() - make_interval(mins => $8), case when $6::uuid is not null then now() - make_interval(mins => $8) end,
       now() - make_interval(mins => $8) + interval '40 seconds'
     from public.calls c where c.id = $4`,
    [id, call.accountId, call.inboxId, call.id, kind, memberId, call.customerNumber, ago, legId],
  )
  return id
}
