/* `{}` */
create or replace function private.do_reserve_ticket(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.reserve_ticket(call);
end
$$;

grant execute on function private.do_reserve_ticket(uuid, jsonb) to service_role;
