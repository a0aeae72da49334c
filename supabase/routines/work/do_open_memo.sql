/* `{ leg_id, member_id }`: a member's leg, or (null) an outside number's. */
create or replace function private.do_open_memo(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.add_memo(call, (step ->> 'leg_id')::uuid, (step ->> 'member_id')::uuid, null);
end
$$;

grant execute on function private.do_open_memo(uuid, jsonb) to service_role;
