import type pg from "pg"
import { eventually } from "./eventually.ts"

export type CallRow = {
  id: string
  state: string
  outcome: string | null
  reason: string | null
  version: number
  customer_number: string | null
  ticket_id: string | null
  provider_conference_id: string | null
  offers: {
    id: string
    leg_id: string
    member_id: string
    state: string
    candidates: { name: string; verdict: string }[]
  }[]
  legs: {
    id: string
    role: string
    state: string
    provider_leg_id: string | null
    is_held: boolean
    left_cause: string | null
  }[]
}

const callQuery = `
  select c.id, c.state, c.outcome, c.reason, c.version, c.customer_number, c.ticket_id, c.provider_conference_id,
    coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'leg_id', o.leg_id, 'member_id', o.member_id, 'state', o.state,
      'candidates', o.candidates) order by o.announced_at) from public.call_offers o where o.call_id = c.id), '[]') as offers,
    coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'role', l.role, 'state', l.state, 'provider_leg_id', l.provider_leg_id,
      'is_held', l.is_held, 'left_cause', l.left_cause)
      order by l.started_at) from public.call_legs l where l.call_id = c.id), '[]') as legs
  from public.calls c`
const ofCustomer = `${callQuery} join public.call_legs customer on customer.call_id = c.id where customer.provider_leg_id = $1`
const ofId = `${callQuery} where c.id = $1`

/** The call as the tables have it, once it is as expected; throws with what it is instead. */
export function callBecomes(
  db: pg.Pool,
  providerLegId: string,
  isIt: (call: CallRow) => boolean,
  timeoutMs?: number,
): Promise<CallRow> {
  return becomes(db, ofCustomer, providerLegId, isIt, timeoutMs)
}

/**
 * The same of a call by its own id: one that we begin has no customer's leg at first. `meanwhile` is done before each look.
 */
export function dialBecomes(
  db: pg.Pool,
  callId: string,
  isIt: (call: CallRow) => boolean,
  timeoutMs?: number,
  meanwhile?: () => Promise<unknown>,
): Promise<CallRow> {
  return becomes(db, ofId, callId, isIt, timeoutMs, meanwhile)
}

async function becomes(
  db: pg.Pool,
  query: string,
  id: string,
  isIt: (call: CallRow) => boolean,
  timeoutMs?: number,
  meanwhile?: () => Promise<unknown>,
): Promise<CallRow> {
  const ask = async () => {
    await meanwhile?.()
    return (await db.query<CallRow>(query, [id])).rows[0]
  }
  const call = await eventually(ask, (row) => row !== undefined && isIt(row), timeoutMs)
  if (!call) throw new Error("no call")
  return call
}

/** The call's memos, oldest first. */
export async function memosOf(db: pg.Pool, callId: string) {
  const { rows } = await db.query<{
    kind: string
    reason: string | null
    member_id: string | null
    answered_at: Date | null
    ended_at: Date | null
    ticket_id: string
  }>(
    `select memo.kind, memo.reason, memo.member_id, memo.answered_at, memo.ended_at, m.ticket_id
     from public.call_memos memo join public.messages m on m.id = memo.message_id
     where memo.call_id = $1 order by m.created_at`,
    [callId],
  )
  return rows
}

/** Everything of an account that is not settled; empty when nothing was left behind. */
export async function leftBehind(db: pg.Pool, accountId: string): Promise<string[]> {
  const { rows } = await db.query<{ what: string }>(
    `select 'open offer ' || id as what from public.call_offers where account_id = $1 and is_open
     union all select 'live call ' || id from public.calls where account_id = $1 and state <> 'ended'
     union all select 'live leg ' || id from public.call_legs where account_id = $1 and state <> 'ended'`,
    [accountId],
  )
  return rows.map(({ what }) => what)
}
