/* `{ leg_id, ended_at, reason? }`: `reason` of a call we began and nobody came to talk in. */
create or replace function private.do_close_memo(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  -- Of an outside leg (G4) all is said with its end: there is nobody to write more.
  update public.call_memos set ended_at = (step ->> 'ended_at')::timestamptz, reason = (step ->> 'reason')::public.call_reason,
    recorded_at = case when member_id is null then (step ->> 'ended_at')::timestamptz else recorded_at end
  where leg_id = (step ->> 'leg_id')::uuid and ended_at is null;
end
$$;

grant execute on function private.do_close_memo(uuid, jsonb) to service_role;
