/* `{ leg_id, at }` */
create or replace function private.do_answer_memo(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.call_memos set answered_at = (step ->> 'at')::timestamptz, recording_id = private.recording_of_leg(leg_id)
  where leg_id = (step ->> 'leg_id')::uuid and answered_at is null;
end
$$;

grant execute on function private.do_answer_memo(uuid, jsonb) to service_role;
