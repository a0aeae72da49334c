/* Everywhere: a member has one phone session, in whichever browser it was begun. */
create or replace function private.sign_out_phone() returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.my_app_session() is null then perform private.fail('not_signed_in'); end if;
  perform private.end_phone(private.my_member_id(), 'signed_out');
end
$$;

create or replace function public.sign_out_phone() returns void
language sql set search_path = '' as $$ select private.sign_out_phone() $$;

grant execute on function private.sign_out_phone(), public.sign_out_phone() to authenticated;
