/* Without a password where the account has single sign-on (B4), which does not look at one. A page that does not know yet
   that it is switched off has guessed nothing: that is not counted. */
create or replace function private.sign_in_phone(password text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me constant public.members := private.require_phone_user();
  auth_session constant uuid := private.my_app_session();
  refusal jsonb;
  kept uuid;
begin
  if not (select is_phone_single_sign_on from public.accounts where id = me.account_id) then
    if password is null then return private.refuse('wrong_phone_password', ''); end if;
    refusal := private.check_phone_password(me.id, password);
    if refusal is not null then return refusal; end if;
  end if;

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

create or replace function public.sign_in_phone(p_password text default null) returns jsonb
language sql set search_path = '' as $$ select private.sign_in_phone(p_password) $$;

grant execute on function private.sign_in_phone(text), public.sign_in_phone(text) to authenticated;
