/* `{ recording_id, stay_id, started_at, expected_by, keep_until }`; again, it is expected by another time. */
create or replace function private.do_expect_recording(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  insert into public.recordings (id, account_id, inbox_id, call_id, stay_id, expected_by, started_at, keep_until)
  select (step ->> 'recording_id')::uuid, account_id, inbox_id, id, (step ->> 'stay_id')::uuid, (step ->> 'expected_by')::timestamptz,
    (step ->> 'started_at')::timestamptz, (step ->> 'keep_until')::timestamptz
  from public.calls where id = call
  on conflict (id) do update set expected_by = excluded.expected_by;
end
$$;

grant execute on function private.do_expect_recording(uuid, jsonb) to service_role;
