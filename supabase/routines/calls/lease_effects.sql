/* Leases up to `most` effects that can be carried out now, among `these`, or of a lane, or of all where both are null: due,
   leased to nobody, and with nothing before them in their lane. One that was superseded while somebody carried it out is
   not carried out again. */
create or replace function private.lease_effects(these uuid[], of_call uuid, of_lane text, most integer) returns setof public.call_effects
language plpgsql set search_path = '' as $$
begin
  return query
    update public.call_effects e
    set attempts = e.attempts + 1, leased_until = now() + make_interval(secs => e.lease_ms / 1000.0)
    where e.id in (
      select due.id from public.call_effects due
      where due.state = 'pending' and not due.is_superseded and due.next_attempt_at <= now()
        and (due.leased_until is null or due.leased_until <= now())
        and (these is null or due.id = any(these))
        and (of_call is null or (due.call_id = of_call and due.lane = of_lane))
        and not exists (
          select from public.call_effects before
          where before.call_id = due.call_id and before.lane = due.lane and before.position < due.position and before.state = 'pending')
      order by due.next_attempt_at, due.position limit most for update skip locked)
    returning e.*;
end
$$;

grant execute on function private.lease_effects(uuid[], uuid, text, integer) to service_role;
