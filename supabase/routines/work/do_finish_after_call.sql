/* `{ member_id, at }`. Extended meanwhile (E8): then its own end comes later. */
create or replace function private.do_finish_after_call(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.agent_presence set after_call_until = null, idle_since = (step ->> 'at')::timestamptz
  where member_id = (step ->> 'member_id')::uuid and after_call_until <= (step ->> 'at')::timestamptz;
end
$$;

grant execute on function private.do_finish_after_call(uuid, jsonb) to service_role;
