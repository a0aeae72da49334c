/* Definer: for oneself alone, with the rights asked for above. */
create or replace function private.own_phone() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return jsonb_build_object('seq', private.own_seq('member'), 'row', private.own_phone_of(private.my_member_id()),
    'signed_in', coalesce((private.phone_state() ->> 'signed_in')::boolean, false));
end
$$;

/* → `{ seq, row, signed_in }`: what the caller's topic says of their phone, and whether its session is of this app sign-in. */
create or replace function public.own_phone() returns jsonb
language sql stable set search_path = '' as $$ select private.own_phone() $$;

grant execute on function private.own_phone(), public.own_phone() to authenticated;
