-- Lists and one ticket, read with the rights of whoever asks: names of contacts appear to those with a role in their book.

/* A ticket as lists show it. Rights are those of the tables below (security_invoker). */
create view public.ticket_rows with (security_invoker = true) as
select
  t.id, t.account_id, t.inbox_id, t.number, t.subject, t.status, t.status_rank, t.customer_number, t.contact_id, t.assignee_id,
  t.last_message_at, t.last_message_kind, t.last_message_preview, t.created_at,
  c.name as contact_name, c.company, a.name as assignee_name,
  live.state as live_call_state, live.since as live_since,
  coalesce(waiting.is_missed, false) as has_missed
from public.tickets t
left join public.contacts c on c.id = t.contact_id
left join public.members a on a.id = t.assignee_id
left join lateral (
  select k.state, coalesce(k.answered_at, k.started_at) as since from public.calls k
  where k.ticket_id = t.id and k.state <> 'ended' order by k.started_at desc limit 1
) live on true
-- A join with a limit, not `exists`: that the planner would answer from a hash of all messages.
left join lateral (
  select true as is_missed from public.messages m join public.call_memos memo on memo.message_id = m.id
  where m.ticket_id = t.id and memo.handled_at is null and memo.kind <> 'call_memo' limit 1
) waiting on true;
revoke all on public.ticket_rows from public, anon, authenticated;
grant select on public.ticket_rows to authenticated, service_role;

/* One page of a category, newest first (PL/pgSQL, like `sidebar`, for the plan it keeps); the next page starts before the last row's `last_message_at` and `id`. */
create function public.list_tickets(
  p_inbox uuid, p_status public.ticket_status, p_before_at timestamptz default null, p_before_id uuid default null,
  p_limit integer default 50
) returns setof public.ticket_rows
language plpgsql stable set search_path = '' as $$
begin
  return query
  select * from public.ticket_rows r
  where r.inbox_id = p_inbox
    and r.status_rank = (case p_status when 'open' then 1 when 'on_hold' then 2 when 'done' then 3 when 'no_action' then 4 end)::smallint
    and (r.last_message_at, r.id)
      < (coalesce(p_before_at, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  order by r.last_message_at desc, r.id desc
  limit least(greatest(p_limit, 1), 200);
end
$$;

/* The contact a call shows: the one it came with, else its ticket's. Callers join each by a plain column: a join by
   `coalesce` is not leakproof, and row security would read the whole table for it. */
create function private.contact_shown(called public.contacts, linked public.contacts, out name text, out company text)
language sql immutable set search_path = '' as $$
  select case when called.id is null then linked.name else called.name end,
    case when called.id is null then linked.company else called.company end
$$;
grant execute on function private.contact_shown(public.contacts, public.contacts) to authenticated;

/* A contact with phones and mail addresses; null where the caller has no role in its book. */
create function private.contact_json(contact uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('id', c.id, 'revision', c.revision, 'address_book_id', c.address_book_id, 'name', c.name, 'kana', c.kana,
      'company', c.company, 'customer_code', c.customer_code, 'address', c.address, 'note', c.note,
      'phones', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'label', p.label) order by p.label nulls last, p.number)
        from public.contact_phones p where p.contact_id = c.id), '[]'),
      'emails', coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'email', e.email, 'label', e.label) order by e.label nulls last, e.email)
        from public.contact_emails e where e.contact_id = c.id), '[]'))
    from public.contacts c where c.id = contact);
end
$$;

/* The ticket of that number in the caller's account, as docs/contracts.md's «The ticket page» lists it; null for what does
   not exist or is not theirs to see. */
create function public.get_ticket(p_number bigint) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select to_jsonb(r) || jsonb_build_object(
      'inbox_name', i.name, 'inbox_epoch', i.epoch, 'address_book_id', i.address_book_id,
      'my_role', im.role, 'my_book_role', bm.role,
      'labels', coalesce((
        select jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'is_danger', l.is_danger) order by l.is_danger desc, l.name)
        from public.ticket_labels tl join public.labels l on l.id = tl.label_id where tl.ticket_id = r.id), '[]'),
      'contact', private.contact_json(r.contact_id),
      'live_call', (
        select jsonb_build_object('call_id', k.id, 'state', k.state, 'started_at', k.started_at, 'answered_at', k.answered_at,
          'is_recorded', k.is_recorded)
        from public.calls k where k.ticket_id = r.id and k.state <> 'ended' order by k.started_at desc limit 1))
    from public.ticket_rows r
    join public.inboxes i on i.id = r.inbox_id
    join public.inbox_members im on im.inbox_id = r.inbox_id and im.member_id = (select private.my_member_id())
    left join public.address_book_members bm
      on bm.address_book_id = i.address_book_id and bm.member_id = (select private.my_member_id())
    where r.account_id = (select private.my_account_id()) and r.number = p_number);
end
$$;

/* The member's inboxes in order, each with its counts, its epoch for the topic, and the member's role.
   Definer: every page asks this with every change of an inbox, and under the policies of three tables each row's right is
   looked up three times, which doubles it. Own membership, by which it selects, is all those policies ask. */
create function private.my_sidebar()
returns table (inbox_id uuid, name text, "position" integer, epoch integer, role public.inbox_role,
  open_tickets integer, on_hold_tickets integer, missed_calls integer, voicemails integer)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
  select i.id, i.name, i.position, i.epoch, im.role, k.open_tickets, k.on_hold_tickets, k.missed_calls, k.voicemails
  from public.inbox_members im
  join public.inboxes i on i.id = im.inbox_id
  join public.inbox_counters k on k.inbox_id = im.inbox_id
  where im.member_id = (select private.my_member_id())
  order by i.position, i.name, i.id;
end
$$;

create function public.sidebar()
returns table (inbox_id uuid, name text, "position" integer, epoch integer, role public.inbox_role,
  open_tickets integer, on_hold_tickets integer, missed_calls integer, voicemails integer)
language sql stable set search_path = '' as $$ select * from private.my_sidebar() $$;

grant execute on function
  public.list_tickets(uuid, public.ticket_status, timestamptz, uuid, integer), public.get_ticket(bigint),
  private.contact_json(uuid), private.my_sidebar(), public.sidebar()
to authenticated;
