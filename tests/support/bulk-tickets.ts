import type pg from "pg"
import type { TestAccount } from "./accounts.ts"

export interface BulkOptions {
  tickets: number
  /** Share of tickets that are open, of 1; the rest is done. */
  open?: number
  /** Share whose only message is an unhandled missed call, of 1. */
  missed?: number
}

/**
 * Fills an account with `tickets` tickets over its inboxes, each with a call, a message and a memo, a contact for every
 * second customer number, and exact counters. Triggers and references are passed by, so that a million takes minutes;
 * ends with `analyze`. `client` is one connection signed in as the database's owner.
 */
export async function insertBulkTickets(
  client: pg.Client | pg.PoolClient,
  account: TestAccount,
  options: BulkOptions,
): Promise<void> {
  const { tickets, open = 0.05, missed = 0.002 } = options
  const inboxes = account.inboxes.map(({ id }) => id)
  const [member] = Object.values(account.members)
  await client.query("begin")
  await client.query("set local session_replication_role = replica")
  // The same for the same words, and of a form that whoever reads ids takes for one.
  await client.query(
    `create or replace function pg_temp.id_of(words text) returns uuid language sql immutable as
     $$ select overlay(overlay(md5(words) placing '4' from 13) placing '8' from 17)::uuid $$`,
  )
  await client.query(
    `create temporary table bulk on commit drop as
     select n, gen_random_uuid() as ticket, gen_random_uuid() as call, gen_random_uuid() as message,
       ($2::uuid[])[1 + n % cardinality($2::uuid[])] as inbox,
       '+8190' || (10000000 + (n::bigint * 7919) % greatest($1 / 4, 1)) as customer,
       now() - make_interval(secs => n * 60) as at,
       (n::bigint * 7907 % 10000) / 10000.0 < $4::float as is_missed,
       case when (n::bigint * 7907 % 10000) / 10000.0 < $3::float then 'open' else 'done' end::public.ticket_status as status
     from generate_series(1, $1) n`,
    [tickets, inboxes, open, missed],
  )
  const base = [account.id, account.inbox().number]
  await client.query(
    `insert into public.tickets (id, account_id, inbox_id, number, subject, status, customer_number, last_message_at, last_message_kind,
       last_message_preview, created_at)
     select ticket, $1, inbox, 1000000 + n, 'Subject ' || n, status, customer, at,
       case when is_missed then 'missed_call' else 'call_memo' end::public.message_kind, 'Body of ' || n, at from bulk`,
    base.slice(0, 1),
  )
  await client.query(
    `insert into public.calls (id, account_id, inbox_id, ticket_id, direction, state, outcome, reason, version, customer_number,
       contract_number, started_at, answered_at, ended_at)
     select call, $1, inbox, ticket, 'inbound', 'ended', case when is_missed then 'missed' else 'answered' end::public.call_outcome,
       case when is_missed then 'nobody_answered' end::public.call_reason, 1, customer, $2, at,
       case when not is_missed then at end, at + interval '2 minutes' from bulk`,
    base,
  )
  await client.query(
    `insert into public.messages (id, account_id, inbox_id, ticket_id, kind, author_id, customer_number, occurred_at)
     select message, $1, inbox, ticket, case when is_missed then 'missed_call' else 'call_memo' end::public.message_kind,
       case when not is_missed then $2::uuid end, customer, at from bulk`,
    [account.id, member?.id],
  )
  await client.query(
    `with leg as (
       insert into public.call_legs (id, account_id, call_id, role, purpose, member_id, state, started_at, joined_at, left_at, left_cause)
       select pg_temp.id_of('leg' || call::text), $1, call, 'agent', 'answer', $3, 'ended', at, at, at + interval '2 minutes', 'completed'
       from bulk where not is_missed
     )
     insert into public.call_memos (message_id, account_id, inbox_id, call_id, leg_id, kind, member_id, direction, customer_number,
       contract_number, reason, started_at, answered_at, ended_at, subject, body, recorded_at)
     select message, $1, inbox, call, case when not is_missed then pg_temp.id_of('leg' || call::text) end,
       case when is_missed then 'missed_call' else 'call_memo' end::public.message_kind,
       case when not is_missed then $3::uuid end, 'inbound', customer, $2,
       case when is_missed then 'nobody_answered' end::public.call_reason, at, case when not is_missed then at end,
       at + interval '2 minutes', 'Subject ' || n, 'Body of ' || n, case when not is_missed then at end from bulk`,
    [...base, member?.id],
  )
  await client.query(
    `with customers as (select customer, min(n) as n from bulk group by customer having min(n) % 2 = 0),
     made as (
       insert into public.contacts (id, account_id, address_book_id, name)
       select pg_temp.id_of('contact' || $1 || n), $1::uuid, $2, 'Customer ' || n from customers returning id
     )
     insert into public.contact_phones (account_id, address_book_id, contact_id, number)
     select $1::uuid, $2, pg_temp.id_of('contact' || $1 || n), customer from customers`,
    [account.id, account.addressBookId],
  )
  await client.query(
    `update public.tickets t set contact_id = p.contact_id from public.contact_phones p
     where p.account_id = $1 and t.account_id = $1 and t.customer_number = p.number`,
    [account.id],
  )
  await client.query("select private.recount($1)", [account.id])
  await client.query("commit")
  for (const table of ["tickets", "calls", "messages", "call_memos", "contacts", "contact_phones"]) {
    await client.query(`analyze public.${table}`)
  }
}
