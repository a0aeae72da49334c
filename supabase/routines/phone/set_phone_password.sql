create or replace function private.set_phone_password(member uuid, password text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- The shortest is the app's too (config.toml). bcrypt reads 72 bytes and would silently ignore the rest.
  if password is null or length(password) < 10 or octet_length(password) > 72 then perform private.fail('invalid_input', 'password_length'); end if;
  insert into public.phone_credentials (member_id, account_id, password_hash)
  select m.id, m.account_id, extensions.crypt(password, extensions.gen_salt('bf', 10)) from public.members m where m.id = member
  on conflict (member_id) do update
  set password_hash = excluded.password_hash, failed_attempts = 0, locked_until = null, changed_at = now();
end
$$;
