-- J2, J4, J5: who called in vain and is still to be rung back. One row a caller: their newest call stands for all of them.

create type public.missed_row as (
  message_id uuid, ticket_id uuid, ticket_number bigint, customer_number public.e164, contact_name text, company text,
  reason public.call_reason, started_at timestamptz, wait_seconds integer, times integer, calling_back_by text
);

/* `p_kind` is `missed_call` or `voicemail`. Newest first; the next page starts before the last row's `started_at` and
   `message_id`. `times`: how many unhandled calls of this caller the row stands for. `calling_back_by`: who talks to
   or rings that number from this inbox right now. */
create function public.list_missed(
  p_inbox uuid, p_kind public.message_kind, p_before_at timestamptz default null, p_before_id uuid default null,
  p_limit integer default 50
) returns setof public.missed_row
language plpgsql stable set search_path = '' as $$
begin
  return query
    select memo.message_id, t.id, t.number, memo.customer_number, c.name, c.company, memo.reason, memo.started_at,
      extract(epoch from memo.ended_at - memo.started_at)::integer, group_of.times::integer, back.name
    from public.call_memos memo
    join public.messages m on m.id = memo.message_id
    join public.tickets t on t.id = m.ticket_id
    left join public.contacts called on called.id = memo.contact_id
    left join public.contacts linked on linked.id = t.contact_id
    cross join lateral private.contact_shown(called, linked) c
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
    where memo.inbox_id = p_inbox and memo.kind = p_kind and memo.handled_at is null and memo.kind <> 'call_memo'
      and (memo.started_at, memo.message_id)
        < (coalesce(p_before_at, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      and not exists (
        select from public.call_memos later
        where later.inbox_id = memo.inbox_id and later.customer_number = memo.customer_number and later.kind = memo.kind
          and later.handled_at is null and later.kind <> 'call_memo'
          and (later.started_at, later.message_id) > (memo.started_at, memo.message_id)
      )
    order by memo.started_at desc, memo.message_id desc
    limit least(greatest(p_limit, 1), 200);
end
$$;

/* Takes the caller of that missed call or voicemail off the list: it and every earlier unhandled one of the same number,
   kind and inbox. `false` undoes it, for exactly those that were taken off together. Anybody with a role in the inbox
   may. Definer: memos are written through functions only. */
create function private.handle_missed(message uuid, handled boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := private.my_member_id();
  chosen public.call_memos;
begin
  if handled is null then perform private.fail('invalid_input'); end if;
  select * into chosen from public.call_memos
  where message_id = message and kind <> 'call_memo' and inbox_id in (select private.my_inbox_ids());
  if chosen.message_id is null then perform private.fail('not_found'); end if;
  -- In one order, so that two people who settle the same caller at once queue instead of locking each other.
  perform from public.call_memos m
  where m.inbox_id = chosen.inbox_id and m.kind = chosen.kind
    and (m.message_id = message or m.customer_number = chosen.customer_number)
    and m.handled_at is not distinct from (case when handled then null else chosen.handled_at end)
  order by m.message_id for no key update;
  update public.call_memos m
  set handled_at = case when handled then now() end, handled_by = case when handled then me end
  where m.inbox_id = chosen.inbox_id and m.kind = chosen.kind
    and (m.message_id = message or m.customer_number = chosen.customer_number)
    and case when handled then m.handled_at is null and m.started_at <= chosen.started_at
      else m.handled_at = chosen.handled_at end;
end
$$;

create function public.handle_missed(p_message_id uuid, p_handled boolean) returns void
language sql set search_path = '' as $$ select private.handle_missed(p_message_id, p_handled) $$;

grant execute on function
  public.list_missed(uuid, public.message_kind, timestamptz, uuid, integer),
  private.handle_missed(uuid, boolean), public.handle_missed(uuid, boolean)
to authenticated;
