-- E4, C5: the exchanges on a ticket and the earlier ones with the same customer number in the same inbox.

/* An exchange as timelines show it, docs/contracts.md's «The ticket page»; what the inbox's topic says of it is a row of this view.
   `recording` is the newest of the memo's call. */
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
  select jsonb_build_object('id', rec.id, 'state', rec.state, 'duration_ms', rec.duration_ms) as recording
  from public.recordings rec where rec.call_id = memo.call_id order by rec.started_at desc limit 1
) r on true;
revoke all on public.timeline_rows from public, anon, authenticated;
grant select on public.timeline_rows to authenticated, service_role;

/* Rows of those messages, newest first. */
create function private.timeline_page(messages uuid[]) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(one.entry order by one.occurred_at desc, one.message_id desc), '[]')
    from unnest(messages) asked (id)
    -- A join with a limit: each row by its key, however many the planner expects.
    cross join lateral (
      select to_jsonb(r) as entry, r.occurred_at, r.message_id from public.timeline_rows r where r.message_id = asked.id limit 1
    ) one);
end
$$;

/* The contacts the entries name, of the call or else of its ticket. */
create function private.timeline_contacts(entries jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select private.contact_names(array(
    select (entry ->> 'ticket_contact_id')::uuid from jsonb_array_elements(entries) entry
    union select (entry #>> '{memo,contact_id}')::uuid from jsonb_array_elements(entries) entry))
$$;

/* Newest first: `{ seq, rows, contacts, total }`; the next page starts before the last row's `occurred_at` and `message_id`.
   `total`: how many exchanges there are in all, on the first page only. Null for a ticket that is not the caller's to see. */
create function public.list_timeline(
  p_ticket_id uuid, p_before_at timestamptz default null, p_before_id uuid default null, p_limit integer default 50
) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with ticket as (
      select id, inbox_id, customer_number from public.tickets where id = p_ticket_id
    ), border as (
      select coalesce(p_before_at, 'infinity') as at, coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff') as id,
        least(greatest(p_limit, 1), 200) as rows
    ), page as (
      -- Two walks along two indexes; one condition with `or` would read all of either.
      (select m.id, m.occurred_at from public.messages m, ticket t
       where m.ticket_id = t.id and (m.occurred_at, m.id) < (select at, id from border)
       order by m.occurred_at desc, m.id desc limit (select rows from border))
      union all
      (select m.id, m.occurred_at from public.messages m, ticket t
       where m.inbox_id = t.inbox_id and m.customer_number = t.customer_number and m.ticket_id <> t.id
         and (m.occurred_at, m.id) < (select at, id from border)
       order by m.occurred_at desc, m.id desc limit (select rows from border))
      order by occurred_at desc, id desc limit (select rows from border)
    ), entries as materialized (
      select private.timeline_page(array(select id from page)) as rows
    )
    select jsonb_build_object('seq', private.inbox_seq(t.inbox_id), 'rows', e.rows,
      'contacts', private.timeline_contacts(e.rows),
      'total', case when p_before_at is null then
        (select count(*) from public.messages m where m.ticket_id = t.id)
        + (select count(*) from public.messages m
           where m.inbox_id = t.inbox_id and m.customer_number = t.customer_number and m.ticket_id <> t.id) end)
    from ticket t, entries e);
end
$$;

/* The calls of a number with an inbox, in either direction, answered as `list_timeline` does, without `total`. */
create function public.list_customer_calls(
  p_inbox uuid, p_number public.e164, p_before_at timestamptz default null, p_before_id uuid default null, p_limit integer default 8
) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with page as (
      select m.id from public.messages m
      where m.inbox_id = p_inbox and m.customer_number = p_number and m.kind in ('call_memo', 'missed_call', 'voicemail')
        and (m.occurred_at, m.id)
          < (coalesce(p_before_at, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by m.occurred_at desc, m.id desc limit least(greatest(p_limit, 1), 50)
    )
    select jsonb_build_object('seq', topic.seq, 'rows', private.timeline_page(array(select id from page)), 'contacts', '[]'::jsonb)
    from (select private.inbox_seq(p_inbox) as seq) topic where topic.seq is not null);
end
$$;
grant execute on function
  public.list_timeline(uuid, timestamptz, uuid, integer), public.list_customer_calls(uuid, public.e164, timestamptz, uuid, integer),
  private.timeline_page(uuid[]), private.timeline_contacts(jsonb)
to authenticated;
