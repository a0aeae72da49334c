import type pg from "pg"
import { replay } from "../../supabase/functions/_shared/calls/evolve.ts"
import { type Fact, fact } from "../../supabase/functions/_shared/calls/facts.ts"

// Everything is read from the tables, after the run.

/** Pairs of offers that were open at the same time for one agent or one call; there must be none (E2). */
export async function overlappingOffers(db: pg.Pool, accountId: string): Promise<unknown[]> {
  const { rows } = await db.query(
    `select a.id as one, b.id as other, a.member_id = b.member_id as same_agent, a.call_id = b.call_id as same_call
     from public.call_offers a join public.call_offers b
       on a.account_id = b.account_id and a.id < b.id and (a.member_id = b.member_id or a.call_id = b.call_id)
       and tstzrange(a.announced_at, coalesce(a.decided_at, 'infinity')) && tstzrange(b.announced_at, coalesce(b.decided_at, 'infinity'))
     where a.account_id = $1`,
    [accountId],
  )
  return rows
}

/** Pairs of conversations one agent would have had at the same time. */
export async function overlappingTalks(db: pg.Pool, accountId: string): Promise<unknown[]> {
  const { rows } = await db.query(
    `select a.id as one, b.id as other from public.call_legs a join public.call_legs b
       on a.member_id = b.member_id and a.id < b.id
       and tstzrange(a.started_at, coalesce(a.left_at, 'infinity')) && tstzrange(b.started_at, coalesce(b.left_at, 'infinity'))
     where a.account_id = $1 and a.role = 'agent' and b.role = 'agent'`,
    [accountId],
  )
  return rows
}

/** Calls whose memos or tickets are not exactly what their outcome asks for. */
export async function wrongMemos(db: pg.Pool, accountId: string): Promise<unknown[]> {
  const { rows } = await db.query(
    `select c.id, c.outcome, m.talks, m.missed from public.calls c
     cross join lateral (
       select count(*) filter (where kind = 'call_memo') as talks, count(*) filter (where kind = 'missed_call') as missed
       from public.call_memos where call_id = c.id) m
     where c.account_id = $1 and (c.ticket_id is null
       or (m.talks, m.missed) is distinct from (case when c.outcome = 'answered' then (1::bigint, 0::bigint) else (0::bigint, 1::bigint) end))`,
    [accountId],
  )
  return rows
}

/** Calls whose row is not what replaying their log gives (K1). */
export async function wrongProjections(db: pg.Pool, accountId: string): Promise<string[]> {
  const { rows } = await db.query<{
    id: string
    state: string
    outcome: string
    version: number
    facts: unknown[]
  }>(
    `select c.id, c.state, c.outcome, c.version,
       (select jsonb_agg(payload || jsonb_build_object('kind', kind, 'at', occurred_at) order by position)
        from public.call_events where call_id = c.id) as facts
     from public.calls c where c.account_id = $1`,
    [accountId],
  )
  return rows
    .filter(({ state, outcome, version, facts }) => {
      const call = replay(facts.map((one): Fact => fact.parse(one)))
      return call?.phase !== state || call.outcome !== outcome || call.version !== version
    })
    .map(({ id }) => id)
}

/** A digest of everything a webhook could change, for comparing before and after. */
export async function digestOf(db: pg.Pool, accountId: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {}
  const tables = [
    "calls",
    "call_events",
    "call_offers",
    "call_legs",
    "tickets",
    "messages",
    "call_memos",
    "recordings",
  ]
  for (const table of [...tables, "call_effects", "agent_presence"]) {
    const { rows } = await db.query<{ count: string; digest: string }>(
      `select count(*), md5(string_agg(t::text, '' order by t::text)) as digest from public.${table} t where account_id = $1`,
      [accountId],
    )
    digests[table] = `${rows[0]?.count} rows, ${rows[0]?.digest}`
  }
  return digests
}

/** Calls by outcome and reason, most frequent first. */
export async function outcomes(db: pg.Pool, accountId: string): Promise<Record<string, number>> {
  const { rows } = await db.query<{ what: string; count: number }>(
    `select concat_ws(' ', state, outcome, reason) as what, count(*)::int as count from public.calls where account_id = $1
     group by 1 order by 2 desc`,
    [accountId],
  )
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]))
}
