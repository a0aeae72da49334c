-- A phone user has a status; who stops being one, or is disabled, is signed out of the phone.
create or replace function private.follow_phone_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.is_phone_user and new.disabled_at is null then
    insert into public.agent_presence (member_id, account_id) values (new.id, new.account_id) on conflict do nothing;
  else
    update public.phone_sessions set ended_at = now() where member_id = new.id and ended_at is null;
    update public.agent_presence
    set status = 'offline', status_reason = null, status_cause = 'phone_taken_away', status_since = now(), after_call_until = null
    where member_id = new.id and status <> 'offline';
  end if;
  return null;
end
$$;
