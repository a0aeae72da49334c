create or replace function private.sign_out_phone() returns void
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

create or replace function public.sign_out_phone() returns void
language sql set search_path = '' as $$ select private.sign_out_phone() $$;

grant execute on function private.sign_out_phone(), public.sign_out_phone() to authenticated;
