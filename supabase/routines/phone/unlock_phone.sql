/* B4: the owner ends a lock before its time, and the password stays. What is not locked stays as it is. */
create or replace function private.unlock_phone(member uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.my_app_session() is null then perform private.fail('not_signed_in'); end if;
  perform from public.members where id = member and account_id = private.my_owned_account_id();
  if not found then perform private.fail('not_allowed'); end if;
  update public.phone_credentials set failed_attempts = 0, locked_until = null where member_id = member;
end
$$;

create or replace function public.unlock_phone(p_member_id uuid) returns void
language sql set search_path = '' as $$ select private.unlock_phone(p_member_id) $$;

grant execute on function private.unlock_phone(uuid), public.unlock_phone(uuid) to authenticated;
