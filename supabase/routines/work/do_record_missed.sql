/* `{ reason }` */
create or replace function private.do_record_missed(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.add_memo(call, null, null, (step ->> 'reason')::public.call_reason);
end
$$;

grant execute on function private.do_record_missed(uuid, jsonb) to service_role;
