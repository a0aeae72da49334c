/* `{ recording_id, error }` */
create or replace function private.do_fail_recording(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.recordings set state = 'failed', last_error = step ->> 'error'
  where id = (step ->> 'recording_id')::uuid;
end
$$;

grant execute on function private.do_fail_recording(uuid, jsonb) to service_role;
