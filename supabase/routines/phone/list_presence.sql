/* → `{ seq, rows }`, by name. Definer: sessions, offers and legs of others are not the caller's to read. */
create or replace function private.list_presence() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select jsonb_build_object('seq', private.own_seq('account'), 'rows', coalesce(jsonb_agg(to_jsonb(r) order by r.name, r.member_id), '[]'))
    from private.presence_rows r where r.account_id = private.my_account_id());
end
$$;

create or replace function public.list_presence() returns jsonb
language sql stable set search_path = '' as $$ select private.list_presence() $$;

grant execute on function private.list_presence(), public.list_presence() to authenticated;
