/* `{ recording_id }`: it is played by nobody any more; whoever asked for it has been noted before. */
create or replace function private.do_delete_recording(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.recordings set state = 'deleting' where id = (step ->> 'recording_id')::uuid and state not in ('deleting', 'deleted');
end
$$;

grant execute on function private.do_delete_recording(uuid, jsonb) to service_role;
