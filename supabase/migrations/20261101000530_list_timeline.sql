-- E4, C5: the exchanges on a ticket and the earlier ones with the same customer number in the same inbox.

create type public.timeline_row as (
  id uuid, ticket_id uuid, ticket_number bigint, kind public.message_kind, author_id uuid, author_name text, body text,
  occurred_at timestamptz, memo jsonb, recording jsonb
);

/* Newest first; the next page starts before the last row's `occurred_at` and `id`. `memo` carries every fact of the call
   with names beside the ids; `recording` is the newest of its call (`id`, `state`, `duration_ms`, `started_at`). */
create function public.list_timeline(
  p_ticket_id uuid, p_before_at timestamptz default null, p_before_id uuid default null, p_limit integer default 50
) returns setof public.timeline_row
language sql stable set search_path = '' as $$
  with ticket as (
    select id, inbox_id, customer_number from public.tickets where id = p_ticket_id
  ), border as (
    select coalesce(p_before_at, 'infinity') as at, coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff') as id,
      least(greatest(p_limit, 1), 200) as rows
  ), page as (
    -- Two walks along two indexes; one condition with `or` would read all of either.
    (select m.* from public.messages m, ticket t
     where m.ticket_id = t.id and (m.occurred_at, m.id) < (select at, id from border)
     order by m.occurred_at desc, m.id desc limit (select rows from border))
    union all
    (select m.* from public.messages m, ticket t
     where m.inbox_id = t.inbox_id and m.customer_number = t.customer_number and m.ticket_id <> t.id
       and (m.occurred_at, m.id) < (select at, id from border)
     order by m.occurred_at desc, m.id desc limit (select rows from border))
    order by occurred_at desc, id desc limit (select rows from border)
  )
  select p.id, p.ticket_id, t.number, p.kind, p.author_id, author.name, p.body, p.occurred_at,
    case when memo.message_id is not null then to_jsonb(memo) - 'account_id' || jsonb_build_object(
      'member_name', agent.name, 'contact_id', c.id, 'contact_name', c.name, 'company', c.company,
      'saved_by_name', saver.name, 'recorded_by_name', recorder.name, 'handled_by_name', handler.name) end,
    r.recording
  from page p
  join public.tickets t on t.id = p.ticket_id
  left join public.members author on author.id = p.author_id
  left join public.call_memos memo on memo.message_id = p.id
  left join public.members agent on agent.id = memo.member_id
  left join public.members saver on saver.id = memo.saved_by
  left join public.members recorder on recorder.id = memo.recorded_by
  left join public.members handler on handler.id = memo.handled_by
  left join public.contacts c on c.id = coalesce(memo.contact_id, t.contact_id)
  left join lateral (
    select jsonb_build_object('id', rec.id, 'state', rec.state, 'duration_ms', rec.duration_ms, 'started_at', rec.started_at) as recording
    from public.recordings rec where rec.call_id = memo.call_id order by rec.started_at desc limit 1
  ) r on true
  order by p.occurred_at desc, p.id desc
$$;
grant execute on function public.list_timeline(uuid, timestamptz, uuid, integer) to authenticated;
