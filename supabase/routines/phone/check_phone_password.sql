/* Whether `password` is the member's: null when it is, else the refusal. Five failures lock for fifteen minutes, during
   which even the right password is not looked at. Attempts queue on the row, so parallel ones are counted one by one. */
create or replace function private.check_phone_password(member uuid, password text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := 5;
  kept public.phone_credentials;
begin
  select * into kept from public.phone_credentials where member_id = member for update;
  if not found then
    -- As slow as a real comparison: time must not tell who has a password.
    perform extensions.crypt(password, '$2a$10$7EqJtq98hPqEX7fNZaFWoOhi5BqDCx9sZ4ypTvC4i9kdY0kSQvXPO');
    return private.refuse('wrong_phone_password', '');
  end if;
  if kept.locked_until > now() then return private.refuse('phone_locked', private.iso(kept.locked_until)); end if;
  if extensions.crypt(password, kept.password_hash) = kept.password_hash then
    if kept.failed_attempts > 0 or kept.locked_until is not null then
      update public.phone_credentials set failed_attempts = 0, locked_until = null where member_id = member;
    end if;
    return null;
  end if;
  if kept.failed_attempts + 1 >= most then
    update public.phone_credentials set failed_attempts = 0, locked_until = now() + interval '15 minutes'
    where member_id = member returning locked_until into kept.locked_until;
    return private.refuse('phone_locked', private.iso(kept.locked_until));
  end if;
  update public.phone_credentials set failed_attempts = kept.failed_attempts + 1, locked_until = null where member_id = member;
  return private.refuse('wrong_phone_password', (most - kept.failed_attempts - 1)::text);
end
$$;
