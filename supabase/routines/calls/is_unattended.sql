/* Whether nobody is being asked to take the call, or on their way to it. */
create or replace function private.is_unattended(call uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return not exists (select from public.call_offers o where o.call_id = call and o.is_open)
    and not exists (select from public.call_legs l where l.call_id = call and l.role = 'agent' and l.state <> 'ended');
end
$$;

grant execute on function private.is_unattended(uuid) to service_role;
