-- Phone sign-in (B3, B4, B5). The tables behind it are nobody's to write, so each function has a private half that is
-- definer and asks who is calling, and a public half of one line, which is what the API shows.

/* Ends a request with an error without undoing it: a raised exception would take back the count of failed attempts.
   PostgREST answers with the status, the client reads the body as the error it is. */
create function private.refuse(code text, detail text, status integer default 400) returns jsonb
language plpgsql set search_path = '' as $$
begin
  perform set_config('response.status', status::text, true);
  return jsonb_build_object('code', 'P0001', 'message', code, 'details', detail, 'hint', null);
end
$$;

/* Whether `password` is the member's: null when it is, else the refusal. Five failures lock for fifteen minutes, during
   which even the right password is not looked at. Attempts queue on the row, so parallel ones are counted one by one. */
create function private.check_phone_password(member uuid, password text) returns jsonb
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

create function private.iso(at timestamptz) returns text
language sql stable set search_path = '' as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

/* The app session of whoever asks, while it lives: a token outlives its session by up to an hour, and whoever has signed out
   of the app has no phone. Null without one. Definer: sessions are nobody's to read. */
create function private.my_app_session() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select id from auth.sessions
    where id = (auth.jwt() ->> 'session_id')::uuid and user_id = (select auth.uid()) and (not_after is null or not_after > now()));
end
$$;
grant execute on function private.my_app_session() to authenticated;

/* The member of the present request, who may have a phone: signed in to the app, enabled, in an account with the option
   (A2), and a phone user. Raises what is missing, the first of these. */
create function private.require_phone_user() returns public.members
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

/* The same member, signed in to the phone from this very app session. Raises as above, or `phone_signed_out`. */
create function private.require_phone() returns public.members
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
grant execute on function private.require_phone_user(), private.require_phone() to authenticated;

create function private.sign_in_phone(password text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me constant public.members := private.require_phone_user();
  auth_session constant uuid := private.my_app_session();
  refusal jsonb;
  kept uuid;
begin
  refusal := private.check_phone_password(me.id, password);
  if refusal is not null then return refusal; end if;

  -- The same app sign-in in another tab keeps its session; another app sign-in takes the phone over.
  update public.phone_sessions set heartbeat_at = now(), is_lost = false
  where member_id = me.id and ended_at is null and auth_session_id = auth_session returning id into kept;
  if kept is null then
    update public.phone_sessions set ended_at = now() where member_id = me.id and ended_at is null;
    insert into public.phone_sessions (account_id, member_id, auth_session_id)
    values (me.account_id, me.id, auth_session) returning id into kept;
    update public.agent_presence
    set status = 'available', status_reason = null, status_cause = 'signed_in', status_since = now(), idle_since = now()
    where member_id = me.id;
  end if;
  return jsonb_build_object('phone_session_id', kept,
    'status', (select status from public.agent_presence where member_id = me.id));
end
$$;

create function private.sign_out_phone() returns void
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := private.my_member_id();
begin
  if private.my_app_session() is null then perform private.fail('not_signed_in'); end if;
  update public.phone_sessions set ended_at = now() where member_id = me and ended_at is null;
  update public.agent_presence
  set status = 'offline', status_reason = null, status_cause = 'signed_out', status_since = now(), after_call_until = null
  where member_id = me and (status <> 'offline' or after_call_until is not null);
end
$$;

create function private.set_phone_password(member uuid, password text) returns void
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

create function private.change_phone_password(old_password text, new_password text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := (private.require_phone_user()).id;
  refusal jsonb;
begin
  refusal := private.check_phone_password(me, old_password);
  if refusal is not null then return refusal; end if;
  perform private.set_phone_password(me, new_password);
  return null;
end
$$;

/* B5. Makes a new password of 16 letters and digits that are not mistaken for each other (5 bits each), ends the member's
   phone session, and returns the password this once. */
create function private.reissue_phone_password(member uuid) returns text
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
  update public.phone_sessions set ended_at = now() where member_id = member and ended_at is null;
  update public.agent_presence
  set status = 'offline', status_reason = null, status_cause = 'password_reissued', status_since = now()
  where member_id = member and status <> 'offline';
  return password;
end
$$;

create function public.sign_in_phone(p_password text) returns jsonb
language sql set search_path = '' as $$ select private.sign_in_phone(p_password) $$;
create function public.sign_out_phone() returns void
language sql set search_path = '' as $$ select private.sign_out_phone() $$;
create function public.change_phone_password(p_old text, p_new text) returns jsonb
language sql set search_path = '' as $$ select private.change_phone_password(p_old, p_new) $$;
create function public.reissue_phone_password(p_member_id uuid) returns text
language sql set search_path = '' as $$ select private.reissue_phone_password(p_member_id) $$;

grant execute on function
  private.sign_in_phone(text), private.sign_out_phone(), private.change_phone_password(text, text),
  private.reissue_phone_password(uuid),
  public.sign_in_phone(text), public.sign_out_phone(), public.change_phone_password(text, text),
  public.reissue_phone_password(uuid)
to authenticated;
