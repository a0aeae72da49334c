/* Signs a member out of the phone wherever they are signed in to it: offline for `cause`, without after-call work. */
create or replace function private.end_phone(member uuid, cause text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.phone_sessions set ended_at = now() where member_id = member and ended_at is null;
  update public.agent_presence
  set status = 'offline', status_reason = null, status_cause = cause, status_since = now(), after_call_until = null
  where member_id = member and (status <> 'offline' or after_call_until is not null);
end
$$;
