import type { ClientBase } from "pg"
import type { Instant } from "../../supabase/functions/_shared/calls/time.ts"
import type { Append } from "../../supabase/functions/routing/append.ts"
import type { DemoAccount } from "./account.ts"
import type { Deed, Told } from "./told.ts"

/**
 * Writes what was told, in the client's open transaction: calls through `append_call_events` as routing does, what people
 * did through the functions their page calls, as them. Nobody is told of it. Throws when something is refused.
 */
export async function write(client: ClientBase, account: DemoAccount, told: readonly Told[]): Promise<void> {
  await client.query("set local toritsugi.publish = 'off'")
  // How far the log was before each step: what comes after it in the log was said by that step, or by a later one.
  const moments = new Map<string, Instant>()
  for (const one of told) {
    const logged =
      "append" in one
        ? await append(client, one.append)
        : await doAs(client, account.users.get(one.memberId) ?? "", one.callId, one.memberId, one.deed)
    moments.set(logged, one.at)
  }
  await moveTimes(client, account.id, moments)
}

/** The newest entry of the log, before the statement it is part of. */
const loggedSoFar = "(select coalesce(max(id), 0)::text from public.operation_log) as logged"

/** Appends to a call. Resolves to the newest entry of the log before. Throws when the call was not at the version that was decided about. */
export async function append(client: ClientBase, p: Append): Promise<string> {
  const { rows } = await client.query<{ result: { status: string }; logged: string }>(
    `select ${loggedSoFar}, public.append_call_events($1) as result`,
    [JSON.stringify(p)],
  )
  const [row] = rows
  if (row?.result.status !== "appended")
    throw new Error(`call ${p.call_id} was not appended: ${JSON.stringify(row?.result)}`)
  return row.logged
}

/** What the page has the database do; `$1` is the call, `$2` the member. */
const missed =
  "from public.call_memos m where m.call_id = $1 and m.kind <> 'call_memo' and $2::uuid is not null"
const ofTicket = "from public.calls c where c.id = $1 and $2::uuid is not null"

function statementOf(deed: Deed): [sql: string, ...values: unknown[]] {
  switch (deed.does) {
    case "record_memo": {
      const sql = `select public.record_memo(m.message_id, m.revision, $3, $4, $5)
        from public.call_memos m where m.call_id = $1 and m.member_id = $2`
      return [sql, deed.subject, deed.body, deed.status]
    }
    case "label":
      return [`select public.label_ticket(c.ticket_id, $3, true) ${ofTicket}`, deed.labelId]
    case "name_ticket":
      return [`select public.set_ticket_subject(c.ticket_id, $3) ${ofTicket}`, deed.subject]
    case "settle_ticket":
      return [`select public.set_ticket_status(c.ticket_id, 'done') ${ofTicket}`]
    case "handle_missed":
      return [`select public.handle_missed(m.message_id, true) ${missed}`]
    default:
      return deed satisfies never
  }
}

async function doAs(
  client: ClientBase,
  userId: string,
  callId: string,
  memberId: string,
  deed: Deed,
): Promise<string> {
  const claims = JSON.stringify({ role: "authenticated", sub: userId })
  const become = "set_config('request.jwt.claims', $1, true), set_config('role', $2, true)"
  const before = await client.query<{ logged: string }>(`select ${loggedSoFar}, ${become}`, [
    claims,
    "authenticated",
  ])
  const [sql, ...values] = statementOf(deed)
  const { rowCount } = await client.query(sql, [callId, memberId, ...values])
  await client.query(`select ${become}`, ["", "none"])
  if (rowCount !== 1) throw new Error(`${deed.does} found nothing of call ${callId}`)
  return before.rows[0]?.logged ?? "0"
}

/**
 * The one place where times are moved: what the database stamps with its own clock (the log, when a memo was saved, recorded
 * or a caller rung back, when a ticket and its messages were made) is given the moment it is told of.
 */
async function moveTimes(
  client: ClientBase,
  accountId: string,
  moments: ReadonlyMap<string, Instant>,
): Promise<void> {
  await client.query(
    `create temporary table told_log on commit drop as
     select l.id, l.account_id, l.inbox_id, l.ticket_id, l.member_id, l.action, l.detail, step.at
     from (select logged, at, lead(logged) over (order by logged) as until
       from unnest($2::bigint[], $3::timestamptz[]) u (logged, at)) step
     join public.operation_log l on l.id > step.logged and (step.until is null or l.id <= step.until)
     where l.account_id = $1`,
    [accountId, [...moments.keys()], [...moments.values()]],
  )
  await client.query(
    `update public.call_memos memo set
       saved_at = coalesce(l.recorded_at, memo.saved_at), recorded_at = coalesce(l.recorded_at, memo.recorded_at),
       handled_at = coalesce(l.handled_at, memo.handled_at)
     from (
       select (detail ->> 'message_id')::uuid as message_id, max(at) filter (where action = 'memo_recorded') as recorded_at,
         max(at) filter (where action = 'missed_handled') as handled_at
       from told_log group by 1
     ) l
     where memo.message_id = l.message_id and memo.account_id = $1`,
    [accountId],
  )
  await client.query("update public.messages set created_at = occurred_at where account_id = $1", [accountId])
  await client.query(
    `update public.tickets t set created_at = c.began
     from (select ticket_id, min(started_at) as began from public.calls where account_id = $1 group by 1) c
     where t.id = c.ticket_id`,
    [accountId],
  )
  // The statement above has said a second time what is set aside.
  await client.query("delete from public.operation_log where account_id = $1", [accountId])
  await client.query(
    `insert into public.operation_log (account_id, inbox_id, ticket_id, member_id, action, detail, at)
     select account_id, inbox_id, ticket_id, member_id, action, detail, at from told_log order by at, id`,
  )
}
