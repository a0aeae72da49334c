-- Lists and one ticket, read with the rights of whoever asks. Each names beside its rows how far the inbox's topic had come
-- (`seq`); a row is what the topic says of it, to everybody of the inbox. Names of contacts stand beside the rows, for those with
-- a role in their book.

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
  select jsonb_build_object('call_id', k.id, 'is_talking', k.state = 'talking', 'started_at', k.started_at,
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

/* Names of those contacts the caller may read: `[{ id, name, company }]`. */
create function private.contact_names(contacts uuid[]) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'company', c.company)), '[]')
    from public.contacts c where c.id = any (contacts));
end
$$;

/* The same, asked by a page that was told of a contact it has not read yet; at most 200 at once. */
create function public.contact_names(p_ids uuid[]) returns jsonb
language sql stable set search_path = '' as $$ select private.contact_names(p_ids[1:200]) $$;

/* One page of a category, newest first: `{ seq, rows, contacts }`; the next page starts before the last row's
   `last_message_at` and `id`. Null for an inbox that is not the caller's. PL/pgSQL for the plan it keeps. */
create function public.list_tickets(
  p_inbox uuid, p_status public.ticket_status, p_before_at timestamptz default null, p_before_id uuid default null,
  p_limit integer default 50
) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with page as (
      select * from public.ticket_rows r
      where r.inbox_id = p_inbox
        and r.status_rank = (case p_status when 'open' then 1 when 'on_hold' then 2 when 'done' then 3 when 'no_action' then 4 end)::smallint
        and (r.last_message_at, r.id)
          < (coalesce(p_before_at, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by r.last_message_at desc, r.id desc
      limit least(greatest(p_limit, 1), 200)
    )
    select jsonb_build_object('seq', topic.seq,
      'rows', coalesce((select jsonb_agg(to_jsonb(p) order by p.last_message_at desc, p.id desc) from page p), '[]'),
      'contacts', private.contact_names(array(select contact_id from page)))
    from (select private.inbox_seq(p_inbox) as seq) topic where topic.seq is not null);
end
$$;

/* Tickets of one customer number in an inbox, newest first, paged and answered as `list_tickets` does. */
create function public.list_customer_tickets(
  p_inbox uuid, p_number public.e164, p_before_at timestamptz default null, p_before_id uuid default null, p_limit integer default 9
) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with page as (
      select * from public.ticket_rows r
      where r.inbox_id = p_inbox and r.customer_number = p_number
        and (r.last_message_at, r.id)
          < (coalesce(p_before_at, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by r.last_message_at desc, r.id desc
      limit least(greatest(p_limit, 1), 50)
    )
    select jsonb_build_object('seq', topic.seq,
      'rows', coalesce((select jsonb_agg(to_jsonb(p) order by p.last_message_at desc, p.id desc) from page p), '[]'),
      'contacts', '[]'::jsonb)
    from (select private.inbox_seq(p_inbox) as seq) topic where topic.seq is not null);
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
    select jsonb_build_object(
      'seq', private.inbox_seq(r.inbox_id), 'row', to_jsonb(r),
      'inbox', jsonb_build_object('id', i.id, 'name', i.name, 'epoch', i.epoch, 'address_book_id', i.address_book_id),
      'my_role', im.role, 'my_book_role', bm.role, 'contact', private.contact_json(r.contact_id))
    from public.ticket_rows r
    join public.inboxes i on i.id = r.inbox_id
    join public.inbox_members im on im.inbox_id = r.inbox_id and im.member_id = (select private.my_member_id())
    left join public.address_book_members bm
      on bm.address_book_id = i.address_book_id and bm.member_id = (select private.my_member_id())
    where r.account_id = (select private.my_account_id()) and r.number = p_number);
end
$$;

/* An inbox as the sidebar shows it, with its counts: what its topic says of it. */
create view private.inbox_rows as
select i.id as inbox_id, i.name, i.position, i.address_book_id, k.open_tickets, k.on_hold_tickets, k.missed_calls, k.voicemails
from public.inboxes i join public.inbox_counters k on k.inbox_id = i.id;

/* The member's inboxes in order, each with its counts, its epoch for the topic, and the member's role.
   Definer: every page asks this with every change of an inbox, and under the policies of three tables each row's right is
   looked up three times, which doubles it. Own membership, by which it selects, is all those policies ask. */
create function private.my_sidebar() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(
      jsonb_build_object('seq', private.inbox_seq(r.inbox_id), 'row', to_jsonb(r), 'epoch', i.epoch, 'role', im.role)
      order by r.position, r.name, r.inbox_id), '[]')
    from public.inbox_members im
    join public.inboxes i on i.id = im.inbox_id
    join private.inbox_rows r on r.inbox_id = im.inbox_id
    where im.member_id = (select private.my_member_id()));
end
$$;

/* → `[{ seq, row, epoch, role }]`. */
create function public.sidebar() returns jsonb
language sql stable set search_path = '' as $$ select private.my_sidebar() $$;

grant execute on function
  public.list_tickets(uuid, public.ticket_status, timestamptz, uuid, integer), public.get_ticket(bigint),
  public.list_customer_tickets(uuid, public.e164, timestamptz, uuid, integer), public.contact_names(uuid[]),
  private.contact_names(uuid[]), private.contact_json(uuid), private.my_sidebar(), public.sidebar()
to authenticated;
