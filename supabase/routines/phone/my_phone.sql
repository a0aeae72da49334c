/* Definer: for oneself alone, with the rights asked for above. */
create or replace function private.my_phone() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return jsonb_build_object('seq', private.own_seq('member'), 'row', private.phone_of(private.my_member_id()),
    'signed_in', coalesce((private.phone_state() ->> 'signed_in')::boolean, false));
end
$$;

/* → `{ seq, row, signed_in }`: what the caller's topic says of their phone, and whether its session is of this app sign-in. */
create or replace function public.my_phone() returns jsonb
language sql stable set search_path = '' as $$ select private.my_phone() $$;

grant execute on function private.my_phone(), public.my_phone() to authenticated;
