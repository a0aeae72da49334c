/* `{ recording_id, at }`: it is nowhere any more, neither here nor at the provider. The row stays, and says so. */
create or replace function private.do_forget_recording(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.recordings set state = 'deleted', deleted_at = (step ->> 'at')::timestamptz, object_name = null
  where id = (step ->> 'recording_id')::uuid and state = 'deleting';
end
$$;

grant execute on function private.do_forget_recording(uuid, jsonb) to service_role;
