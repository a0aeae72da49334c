-- Rows as lists show them and messages say them, each spelled once.

/* Somebody's phone: the session that is open, whichever app sign-in it belongs to, what they chose, and after-call work, with why
   nobody talked in the call it follows. */
create view private.phone_rows as
select p.member_id, s.id as phone_session_id, s.auth_session_id, p.status, p.status_reason, p.status_cause, p.status_since, p.after_call_until,
  last.id as after_call_call_id, last.reason as after_call_reason
from public.agent_presence p
left join public.phone_sessions s on s.member_id = p.member_id and s.ended_at is null
left join public.calls last on p.after_call_until is not null and last.id = (private.last_leg_of(p.member_id)).call_id;

/* Colleagues and what they are doing; nothing about the call they do it on. A session whose heartbeat is older than
   12 s (K2) is not signed in; who has lost a call and is waited for is still on it. What the account's topic says of a member is a row of this view. */
create view private.presence_rows as
select m.account_id, m.id as member_id, m.name, p.status, p.status_reason, p.status_since,
  exists (select from public.phone_sessions s
    where s.member_id = m.id and s.ended_at is null and s.heartbeat_at > now() - interval '12 seconds') as is_signed_in,
  case when k.state = 'dialling' then 'dialling' when l.id is not null or o.purpose = 'resume' then 'talking' when o.id is not null then 'ringing'
    when p.after_call_until > now() then 'after_call' else 'none' end as activity,
  case when k.state = 'dialling' then k.started_at when l.id is not null then greatest(l.joined_at, k.answered_at) when o.id is not null then o.announced_at
    when p.after_call_until > now() then p.idle_since end as activity_since
from public.members m
join public.agent_presence p on p.member_id = m.id
left join public.call_offers o on o.member_id = m.id and o.is_open
left join public.call_legs l on l.member_id = m.id and l.role in ('agent', 'supervisor')
  and (l.state = 'live' or l.purpose = 'dial' and l.state <> 'ended')
left join public.calls k on k.id = l.call_id
where m.is_phone_user and m.disabled_at is null;

/* A ticket as lists and its page show it. Rights are those of the tables below (security_invoker). */
create view public.ticket_rows with (security_invoker = true) as
select
  t.id, t.account_id, t.inbox_id, t.number, t.subject, t.status, t.status_rank, t.customer_number, t.contact_id, t.assignee_id,
  t.last_message_at, t.last_message_kind, t.last_message_preview, t.created_at,
  a.name as assignee_name, live.call as live_call, coalesce(waiting.is_missed, false) as has_missed,
  coalesce(carried.labels, '[]') as labels
from public.tickets t
left join public.members a on a.id = t.assignee_id
left join lateral (
  select jsonb_build_object('call_id', k.id, 'state', k.state, 'started_at', k.started_at,
    'answered_at', k.answered_at, 'is_recorded', k.is_recorded) as call
  from public.calls k where k.ticket_id = t.id and k.state <> 'ended' order by k.started_at desc limit 1
) live on true
-- A join with a limit, not `exists`: that the planner would answer from a hash of all messages.
left join lateral (
  select true as is_missed from public.messages m join public.call_memos memo on memo.message_id = m.id
  where m.ticket_id = t.id and memo.handled_at is null and memo.kind <> 'call_memo' limit 1
) waiting on true
left join lateral (
  select jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'is_danger', l.is_danger) order by l.is_danger desc, l.name, l.id) as labels
  from public.ticket_labels tl join public.labels l on l.id = tl.label_id where tl.ticket_id = t.id
) carried on true;
revoke all on public.ticket_rows from public, anon, authenticated;
grant select on public.ticket_rows to authenticated, service_role;

/* An inbox as the sidebar shows it, with its counts: what its topic says of it. */
create view private.inbox_rows as
select i.id as inbox_id, i.name, i.position, i.address_book_id, k.open_tickets, k.on_hold_tickets, k.missed_calls, k.voicemails
from public.inboxes i join public.inbox_counters k on k.inbox_id = i.id;

-- E4, C5: the exchanges on a ticket and the earlier ones with the same customer number in the same inbox.

/* An exchange as timelines show it, docs/contracts.md's «The ticket page»; what the inbox's topic says of it is a row of this view.
   `recording` is the one of the stay in which the memo's leg talked, with the span of it, in ms, that is the memo's own (D1): what is
   measured with our clock, when reports came, is widened by half a second at both ends, so that no word is cut off. */
create view public.timeline_rows with (security_invoker = true) as
select
  m.id as message_id, m.inbox_id, m.ticket_id, t.number as ticket_number, t.status as ticket_status, t.contact_id as ticket_contact_id,
  m.kind, m.customer_number, author.name as author_name, m.body, m.occurred_at, r.recording,
  case when memo.message_id is not null then jsonb_build_object(
    'call_id', memo.call_id, 'member_id', memo.member_id, 'member_name', agent.name, 'direction', memo.direction,
    'customer_number', memo.customer_number, 'customer_text', memo.customer_text, 'contract_number', memo.contract_number,
    'contact_id', memo.contact_id, 'reason', memo.reason, 'started_at', memo.started_at, 'answered_at', memo.answered_at,
    'ended_at', memo.ended_at, 'subject', memo.subject, 'body', memo.body, 'revision', memo.revision,
    'saved_at', memo.saved_at, 'saved_by_name', saver.name, 'recorded_at', memo.recorded_at,
    'recorded_by_name', recorder.name, 'handled_at', memo.handled_at, 'handled_by_name', handler.name) end as memo
from public.messages m
join public.tickets t on t.id = m.ticket_id
left join public.members author on author.id = m.author_id
left join public.call_memos memo on memo.message_id = m.id
left join public.members agent on agent.id = memo.member_id
left join public.members saver on saver.id = memo.saved_by
left join public.members recorder on recorder.id = memo.recorded_by
left join public.members handler on handler.id = memo.handled_by
left join lateral (
  select jsonb_build_object('id', rec.id, 'state', rec.state, 'duration_ms', rec.duration_ms,
    'keep_until', rec.keep_until, 'deleted_at', rec.deleted_at, 'deleted_by_name', deleter.name,
    'from_ms', least(greatest(span.from_ms, 0), rec.duration_ms),
    'until_ms', case when span.until_ms is null then rec.duration_ms else least(greatest(span.until_ms, 0), rec.duration_ms) end) as recording
  from public.recordings rec
  cross join lateral (
    select floor(extract(epoch from memo.answered_at - rec.started_at) * 1000)::integer - 500 as from_ms,
      ceil(extract(epoch from memo.ended_at - rec.started_at) * 1000)::integer + 500 as until_ms
  ) span
  left join public.members deleter on deleter.id = rec.deleted_by
  where rec.id = memo.recording_id limit 1
) r on true;
revoke all on public.timeline_rows from public, anon, authenticated;
grant select on public.timeline_rows to authenticated, service_role;

-- J2, J4, J5: who called in vain and is still to be rung back. One row a caller: their newest call stands for all of them.

/* What the inbox's topic says of a caller is a row of this view. `times`: how many unhandled calls of this caller the row
   stands for. `calling_back_by`: who talks to or rings that number from this inbox right now. */
create view public.missed_rows with (security_invoker = true) as
select
  private.caller_key(memo.kind, memo.customer_number, memo.message_id) as id, memo.inbox_id, memo.kind, memo.message_id,
  t.id as ticket_id, t.number as ticket_number, t.contact_id as ticket_contact_id, memo.contact_id, memo.customer_number, memo.reason,
  memo.started_at, extract(epoch from memo.ended_at - memo.started_at)::integer as wait_seconds, group_of.times::integer as times,
  back.name as calling_back_by
from public.call_memos memo
join public.messages m on m.id = memo.message_id
join public.tickets t on t.id = m.ticket_id
cross join lateral (
  select count(*) as times from public.call_memos g
  where g.inbox_id = memo.inbox_id and g.handled_at is null and g.kind <> 'call_memo' and g.kind = memo.kind
    and (g.message_id = memo.message_id or g.customer_number = memo.customer_number)
) group_of
left join lateral (
  select a.name from public.calls k
  join public.call_legs l on l.call_id = k.id and l.role = 'agent' and l.state <> 'ended'
  join public.members a on a.id = l.member_id
  where k.inbox_id = memo.inbox_id and k.customer_number = memo.customer_number and k.state <> 'ended' and k.direction = 'outbound'
  order by k.started_at desc limit 1
) back on true
where memo.handled_at is null and memo.kind <> 'call_memo'
  and not exists (
    select from public.call_memos later
    where later.inbox_id = memo.inbox_id and later.customer_number = memo.customer_number and later.kind = memo.kind
      and later.handled_at is null and later.kind <> 'call_memo'
      and (later.started_at, later.message_id) > (memo.started_at, memo.message_id)
  );
revoke all on public.missed_rows from public, anon, authenticated;
grant select on public.missed_rows to authenticated, service_role;

/* A call as the call log shows it. `offered`: who was offered it, in the order of their first offer, each with how their last one stands;
   `talked`: who was there for the customer, an outside party without id and name. */
create view public.call_rows with (security_invoker = true) as
select
  c.id, c.inbox_id, i.name as inbox_name, c.direction, c.state, c.outcome, c.reason, c.customer_number, c.customer_text, c.contact_id,
  t.contact_id as ticket_contact_id, t.number as ticket_number, c.contract_number, n.label as number_label, c.queue_id, q.name as queue_name,
  c.started_at, c.queued_at, c.answered_at, c.ended_at, coalesce(r.is_there, false) as has_recording,
  coalesce(o.members, '[]') as offered, coalesce(l.members, '[]') as talked
from public.calls c
join public.inboxes i on i.id = c.inbox_id
left join public.phone_numbers n on n.id = c.phone_number_id
left join public.queues q on q.id = c.queue_id
left join public.tickets t on t.id = c.ticket_id
left join lateral (select true as is_there from public.recordings r where r.call_id = c.id and r.state in ('expected', 'fetching', 'stored') limit 1) r on true
left join lateral (
  select jsonb_agg(jsonb_build_object('member_id', one.member_id, 'name', m.name, 'state', one.state) order by one.first_at, one.member_id) as members
  from (
    select f.member_id, min(f.announced_at) as first_at, (array_agg(f.state order by f.announced_at desc, f.id desc))[1] as state
    from public.call_offers f where f.call_id = c.id group by f.member_id
  ) one
  left join public.members m on m.id = one.member_id
) o on true
left join lateral (
  select jsonb_agg(jsonb_build_object('member_id', one.member_id, 'name', m.name) order by one.first_at, one.member_id) as members
  from (
    select g.member_id, min(g.joined_at) as first_at
    from public.call_legs g
    where g.call_id = c.id and g.role in ('agent', 'outside') and g.joined_at is not null
      and c.answered_at is not null and (g.left_at is null or g.left_at > c.answered_at)
    group by g.member_id
  ) one
  left join public.members m on m.id = one.member_id
) l on true;
revoke all on public.call_rows from public, anon, authenticated;
grant select on public.call_rows to authenticated, service_role;
