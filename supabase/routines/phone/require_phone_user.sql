/* The member of the present request, who may have a phone: signed in to the app, enabled, in an account with the option
   (A2), and a phone user. Raises what is missing, the first of these. */
create or replace function private.require_phone_user() returns public.members
language plpgsql stable security definer set search_path = '' as $$
declare
  me public.members;
begin
  if private.my_app_session() is null then perform private.fail('not_signed_in'); end if;
  select * into me from public.members where id = private.my_member_id();
  if me.id is null then perform private.fail('not_allowed'); end if;
  if not coalesce((select cloud_phone from public.entitlements where account_id = me.account_id), false) then
    perform private.fail('phone_off');
  end if;
  if not me.is_phone_user then perform private.fail('not_a_phone_user'); end if;
  return me;
end
$$;

grant execute on function private.require_phone_user() to authenticated;
