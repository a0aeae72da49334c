/* The same member, signed in to the phone from this very app session. Raises as above, or `phone_signed_out`. */
create or replace function private.require_phone() returns public.members
language plpgsql stable security definer set search_path = '' as $$
declare
  me constant public.members := private.require_phone_user();
begin
  perform from public.phone_sessions
  where member_id = me.id and ended_at is null and auth_session_id = private.my_app_session();
  if not found then perform private.fail('phone_signed_out'); end if;
  return me;
end
$$;

grant execute on function private.require_phone() to authenticated;
