/* The calls of the caller's inboxes that fit, newest first, as ids: started on the days `p_from` to `p_until` of the account's calendar,
   offered to or talked in by `p_member`, the customer's number `p_number`; null asks for nothing. From after `p_before_at` and `p_before_id`.
   Definer, and the rights applied in it: an enum's equality is not leakproof, so row security would look at every call before it is compared.
   One walk an inbox, along its own index; a number has one of its own. Only ids leave: what is said of a call is read with the caller's rights. */
create or replace function private.call_page(
  p_inbox uuid, p_from date, p_until date, p_direction public.call_direction, p_outcome public.call_outcome, p_reason public.call_reason,
  p_member uuid, p_number public.e164, p_before_at timestamptz, p_before_id uuid, p_limit integer
) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 50 as $$
begin
  return query
  with asked as (
    select coalesce(p_from::timestamp at time zone a.time_zone, '-infinity') as since,
      coalesce((p_until + 1)::timestamp at time zone a.time_zone, 'infinity') as until,
      coalesce(p_before_at, 'infinity') as before_at, coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff') as before_id,
      least(greatest(p_limit, 1), 200) as rows
    from public.accounts a where a.id = private.my_account_id()
  )
  select found.id
  from asked
  cross join private.my_inbox_ids() as mine (inbox_id)
  cross join lateral (
    (select c.id, c.started_at from public.calls c
     where p_number is null and c.inbox_id = mine.inbox_id and c.started_at >= asked.since and c.started_at < asked.until
       and (c.started_at, c.id) < (asked.before_at, asked.before_id)
       and (p_direction is null or c.direction = p_direction) and (p_outcome is null or c.outcome = p_outcome)
       and (p_reason is null or c.reason = p_reason) and (p_member is null or private.took_part(c.id, p_member))
     order by c.started_at desc, c.id desc limit (select rows from asked))
    union all
    (select c.id, c.started_at from public.calls c
     where c.inbox_id = mine.inbox_id and c.customer_number = p_number and c.started_at >= asked.since and c.started_at < asked.until
       and (c.started_at, c.id) < (asked.before_at, asked.before_id)
       and (p_direction is null or c.direction = p_direction) and (p_outcome is null or c.outcome = p_outcome)
       and (p_reason is null or c.reason = p_reason) and (p_member is null or private.took_part(c.id, p_member))
     order by c.started_at desc, c.id desc limit (select rows from asked))
  ) found
  where p_inbox is null or mine.inbox_id = p_inbox
  order by found.started_at desc, found.id desc limit (select rows from asked);
end
$$;

grant execute on function private.call_page(
  uuid, date, date, public.call_direction, public.call_outcome, public.call_reason, uuid, public.e164, timestamptz, uuid, integer) to authenticated;
