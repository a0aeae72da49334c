/* One step of a decision's work; `decision.ts` says what each means. */
create or replace function private.do_work(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  case step ->> 'step'
    when 'reserve_ticket' then
      perform private.reserve_ticket(call);
    when 'open_memo' then
      perform private.add_memo(call, (step ->> 'legId')::uuid, (step ->> 'memberId')::uuid, null);
    when 'record_missed' then
      perform private.add_memo(call, null, null, (step ->> 'reason')::public.call_reason);
    when 'close_memo' then
      update public.call_memos set ended_at = (step ->> 'endedAt')::timestamptz
      where leg_id = (step ->> 'legId')::uuid and ended_at is null;
    when 'expect_recording' then
      insert into public.recordings (id, account_id, inbox_id, call_id, expected_by, started_at)
      select (step ->> 'recordingId')::uuid, account_id, inbox_id, id, (step ->> 'expectedBy')::timestamptz, coalesce(answered_at, now())
      from public.calls where id = call
      on conflict (id) do update set expected_by = excluded.expected_by;
    when 'fetch_recording' then
      update public.recordings
      set state = 'fetching', provider_recording_id = step ->> 'providerRecordingId', last_error = null
      where id = (step ->> 'recordingId')::uuid;
    when 'store_recording' then
      update public.recordings set state = 'stored', object_name = step ->> 'objectName',
        content_type = step ->> 'contentType', size_bytes = (step ->> 'sizeBytes')::bigint,
        duration_ms = (step ->> 'durationMs')::integer, stored_at = (step ->> 'at')::timestamptz, last_error = null
      where id = (step ->> 'recordingId')::uuid;
    when 'fail_recording' then
      update public.recordings set state = 'failed', last_error = step ->> 'error'
      where id = (step ->> 'recordingId')::uuid;
    when 'free_agent' then
      -- E8: who has recorded the memo during the call, or ended the work after it before we heard of its end, has nothing left
      -- to do. `close_memo` has locked the memo, and the leg's end the leg, so that the same moment is seen here, or sees this.
      update public.agent_presence p set idle_since = (step ->> 'at')::timestamptz,
        after_call_until = case
          when step ->> 'afterCallUntil' is null then p.after_call_until
          when not exists (select from public.call_memos m
            where m.leg_id = (step ->> 'legId')::uuid and m.recorded_at is not null)
            and not exists (select from public.call_legs l where l.id = (step ->> 'legId')::uuid and l.is_after_call_done)
          then (step ->> 'afterCallUntil')::timestamptz end
      where p.member_id = (step ->> 'memberId')::uuid;
    when 'finish_after_call' then
      -- Extended meanwhile (E8): then its own end comes later.
      update public.agent_presence set after_call_until = null, idle_since = (step ->> 'at')::timestamptz
      where member_id = (step ->> 'memberId')::uuid and after_call_until <= (step ->> 'at')::timestamptz;
  end case;
end
$$;

grant execute on function private.do_work(uuid, jsonb) to service_role;
