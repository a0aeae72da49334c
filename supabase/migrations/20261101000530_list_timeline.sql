-- E4, C5: the exchanges on a ticket and the earlier ones with the same customer number in the same inbox.

/* Newest first, each an entry of docs/contracts.md's «The ticket page»; the next page starts before the last entry's
   `occurred_at` and `message_id`. `recording` is the newest of the memo's call. */
create function public.list_timeline(
  p_ticket_id uuid, p_before_at timestamptz default null, p_before_id uuid default null, p_limit integer default 50
) returns setof jsonb
language plpgsql stable set search_path = '' as $$
begin
  return query
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
    select jsonb_build_object(
      'message_id', p.id, 'ticket_id', p.ticket_id, 'ticket_number', t.number, 'ticket_status', t.status, 'kind', p.kind,
      'author_name', author.name, 'body', p.body, 'occurred_at', p.occurred_at, 'recording', r.recording,
      'memo', case when memo.message_id is not null then jsonb_build_object(
        'call_id', memo.call_id, 'member_id', memo.member_id, 'member_name', agent.name, 'direction', memo.direction,
        'customer_number', memo.customer_number, 'customer_text', memo.customer_text, 'contract_number', memo.contract_number, 'contact_name', c.name,
        'company', c.company, 'reason', memo.reason, 'started_at', memo.started_at, 'answered_at', memo.answered_at,
        'ended_at', memo.ended_at, 'subject', memo.subject, 'body', memo.body, 'revision', memo.revision,
        'saved_at', memo.saved_at, 'saved_by_name', saver.name, 'recorded_at', memo.recorded_at,
        'recorded_by_name', recorder.name, 'handled_at', memo.handled_at, 'handled_by_name', handler.name) end)
    from page p
    join public.tickets t on t.id = p.ticket_id
    left join public.members author on author.id = p.author_id
    left join public.call_memos memo on memo.message_id = p.id
    left join public.members agent on agent.id = memo.member_id
    left join public.members saver on saver.id = memo.saved_by
    left join public.members recorder on recorder.id = memo.recorded_by
    left join public.members handler on handler.id = memo.handled_by
    left join public.contacts called on called.id = memo.contact_id
    left join public.contacts linked on linked.id = t.contact_id
    cross join lateral private.contact_shown(called, linked) c
    left join lateral (
      select jsonb_build_object('id', rec.id, 'state', rec.state, 'duration_ms', rec.duration_ms) as recording
      from public.recordings rec where rec.call_id = memo.call_id order by rec.started_at desc limit 1
    ) r on true
    order by p.occurred_at desc, p.id desc;
end
$$;
grant execute on function public.list_timeline(uuid, timestamptz, uuid, integer) to authenticated;
