-- A2: an account that loses the option has nobody signed in to a phone.
create or replace function private.follow_phone_option() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.phone_sessions set ended_at = now() where account_id = new.account_id and ended_at is null;
  update public.agent_presence
  set status = 'offline', status_reason = null, status_cause = 'phone_taken_away', status_since = now(), after_call_until = null
  where account_id = new.account_id and status <> 'offline';
  return null;
end
$$;
