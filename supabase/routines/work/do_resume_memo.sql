/* `{ leg_id, from_leg_id }`: K2. Who was lost and has come back goes on with the memo they have begun, and its end is taken back. */
create or replace function private.do_resume_memo(call uuid, step jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  update public.call_memos set leg_id = (step ->> 'leg_id')::uuid, ended_at = null
  where leg_id = (step ->> 'from_leg_id')::uuid;
end
$$;

grant execute on function private.do_resume_memo(uuid, jsonb) to service_role;
