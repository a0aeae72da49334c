/* B5. Makes a new password of 16 letters and digits that are not mistaken for each other (5 bits each), ends the member's
   phone session, and returns the password this once. */
create or replace function private.reissue_phone_password(member uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  letters constant text := 'abcdefghjkmnpqrstuvwxyz23456789A';
  password text;
begin
  if private.my_app_session() is null then perform private.fail('not_signed_in'); end if;
  perform from public.members where id = member and account_id = private.my_owned_account_id();
  if not found then perform private.fail('not_allowed'); end if;
  select string_agg(substr(letters, get_byte(b.bytes, i) % 32 + 1, 1), '' order by i) into password
  from (select extensions.gen_random_bytes(16) as bytes) b, generate_series(0, 15) i;
  perform private.set_phone_password(member, password);
  perform private.end_phone(member, 'password_reissued');
  return password;
end
$$;

create or replace function public.reissue_phone_password(p_member_id uuid) returns text
language sql set search_path = '' as $$ select private.reissue_phone_password(p_member_id) $$;

grant execute on function private.reissue_phone_password(uuid), public.reissue_phone_password(uuid) to authenticated;
