/* Leases up to `p_limit` effects that can be carried out now, for as long as each may take. */
create or replace function public.take_effects(p_limit integer default 20)
returns table (id uuid, call_id uuid, payload jsonb, attempts integer)
language plpgsql set search_path = '' as $$
begin
  -- Superseded while somebody carried it out, who never came back.
  update public.call_effects e set state = 'done', done_at = now(), leased_until = null
  where e.state = 'pending' and e.is_superseded and e.leased_until <= now();
  return query select e.id, e.call_id, e.payload, e.attempts from private.lease_effects(null, null, null, p_limit) e;
end
$$;

grant execute on function public.take_effects(integer) to service_role;
