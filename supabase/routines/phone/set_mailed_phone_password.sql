/* B5, by mail: a new phone password for whoever holds their mailbox, which a sign-in by a mailed link within the last quarter of
   an hour proves (`amr` of the token). Ends the phone session and a lock; the app password is another. Refused with
   `not_allowed` for any other sign-in. */
create or replace function private.set_mailed_phone_password(password text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := (private.require_phone_user()).id;
begin
  perform from jsonb_array_elements(
    case jsonb_typeof(auth.jwt() -> 'amr') when 'array' then auth.jwt() -> 'amr' else '[]' end) how
  where how ->> 'method' = 'otp' and to_timestamp((how ->> 'timestamp')::double precision) > now() - interval '15 minutes';
  if not found then perform private.fail('not_allowed'); end if;
  perform private.set_phone_password(me, password);
  perform private.end_phone(me, 'password_reissued');
end
$$;

create or replace function public.set_mailed_phone_password(p_new text) returns void
language sql set search_path = '' as $$ select private.set_mailed_phone_password(p_new) $$;

grant execute on function private.set_mailed_phone_password(text), public.set_mailed_phone_password(text) to authenticated;
