/* `{ recording_id, provider_recording_id }` */
create or replace function private.do_fetch_recording(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.recordings
  set state = 'fetching', provider_recording_id = step ->> 'provider_recording_id', last_error = null
  where id = (step ->> 'recording_id')::uuid;
end
$$;

grant execute on function private.do_fetch_recording(uuid, jsonb) to service_role;
