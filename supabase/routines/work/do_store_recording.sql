/* `{ recording_id, object_name, content_type, size_bytes, duration_ms, at }` */
create or replace function private.do_store_recording(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.recordings set state = 'stored', object_name = step ->> 'object_name',
    content_type = step ->> 'content_type', size_bytes = (step ->> 'size_bytes')::bigint,
    duration_ms = (step ->> 'duration_ms')::integer, stored_at = (step ->> 'at')::timestamptz, last_error = null
  where id = (step ->> 'recording_id')::uuid;
end
$$;

grant execute on function private.do_store_recording(uuid, jsonb) to service_role;
