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

/* `p_kind` is `missed_call` or `voicemail`. Newest first: `{ seq, rows, contacts }`; the next page starts before the last row's
   `started_at` and `message_id`. Null for an inbox that is not the caller's. */
create function public.list_missed(
  p_inbox uuid, p_kind public.message_kind, p_before_at timestamptz default null, p_before_id uuid default null,
  p_limit integer default 50
) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with page as (
      select * from public.missed_rows r
      where r.inbox_id = p_inbox and r.kind = p_kind
        and (r.started_at, r.message_id)
          < (coalesce(p_before_at, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by r.started_at desc, r.message_id desc
      limit least(greatest(p_limit, 1), 200)
    )
    select jsonb_build_object('seq', topic.seq,
      'rows', coalesce((select jsonb_agg(to_jsonb(p) order by p.started_at desc, p.message_id desc) from page p), '[]'),
      'contacts', private.contact_names(array(select contact_id from page union select ticket_contact_id from page)))
    from (select private.inbox_seq(p_inbox) as seq) topic where topic.seq is not null);
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
