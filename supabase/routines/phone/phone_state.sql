create or replace function private.phone_state() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select case when r.auth_session_id is distinct from private.my_app_session() or r.auth_session_id is null
      then jsonb_build_object('signed_in', false)
      else jsonb_build_object('signed_in', true) || (to_jsonb(r) - '{member_id,auth_session_id}'::text[]) end
    from private.phone_rows r where r.member_id = private.my_member_id());
end
$$;

create or replace function public.phone_state() returns jsonb
language sql stable set search_path = '' as $$ select coalesce(private.phone_state(), '{"signed_in": false}') $$;

grant execute on function private.phone_state(), public.phone_state() to authenticated;
