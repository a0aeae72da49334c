/* The member who speaks for themselves on the phone: enabled, signed in to it from that app session, which lives, in an account
   that has a phone (A2); null otherwise. Definer: app sessions are not the service's to read. */
create or replace function private.phone_actor(who uuid, app_session uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select m.id from public.members m
    join public.entitlements e on e.account_id = m.account_id and e.cloud_phone
    join public.phone_sessions s on s.member_id = m.id and s.ended_at is null and s.auth_session_id = app_session
    join auth.sessions a on a.id = app_session and a.user_id = who and (a.not_after is null or a.not_after > now())
    where m.user_id = who and m.disabled_at is null and m.is_phone_user);
end
$$;

grant execute on function private.phone_actor(uuid, uuid) to service_role;
