create or replace function private.beat(phone_session uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid;
begin
  update public.phone_sessions set heartbeat_at = now(), is_lost = false
  where id = phone_session and ended_at is null and member_id = private.my_member_id()
    and auth_session_id = private.my_app_session()
  returning member_id into me;
  return jsonb_build_object('ok', me is not null,
    'status', (select status from public.agent_presence where member_id = me));
end
$$;

create or replace function public.beat(p_phone_session_id uuid) returns jsonb
language sql set search_path = '' as $$ select private.beat(p_phone_session_id) $$;

grant execute on function private.beat(uuid), public.beat(uuid) to authenticated;
