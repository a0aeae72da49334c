/* The projection of a call. False when the call is no longer at the version that was decided about. The columns that change are
   named here, the others by the row (`append.ts`) alone. */
create or replace function private.write_call(c jsonb, expected_version integer) returns boolean
language plpgsql set search_path = '' as $$
begin
  if expected_version = 0 then
    perform private.insert_rows('public.calls', jsonb_build_array(c));
    return true;
  end if;
  update public.calls t set queue_id = n.queue_id, state = n.state, outcome = n.outcome, reason = n.reason, version = n.version,
    provider_conference_id = n.provider_conference_id, is_pause_asked = n.is_pause_asked,
    is_recording_paused = n.is_recording_paused, queued_at = n.queued_at, answered_at = n.answered_at, ended_at = n.ended_at
  from jsonb_populate_record(null::public.calls, c) n
  where t.id = n.id and t.version = expected_version;
  return found;
end
$$;

grant execute on function private.write_call(jsonb, integer) to service_role;
