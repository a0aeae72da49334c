/* `{ recording_id }` */
create or replace function private.do_record_voicemail(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.add_memo(call, null, null, null, (step ->> 'recording_id')::uuid);
end
$$;

grant execute on function private.do_record_voicemail(uuid, jsonb) to service_role;
