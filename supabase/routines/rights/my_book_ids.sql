create or replace function private.my_book_ids(at_least public.book_role default 'assistant') returns setof uuid
language plpgsql stable security definer set search_path = '' rows 5 as $$
begin
  return query
  select bm.address_book_id
  from public.members m
  join public.address_book_members bm on bm.member_id = m.id
  where m.user_id = (select auth.uid()) and m.disabled_at is null and bm.role >= at_least;
end
$$;

grant execute on function private.my_book_ids(public.book_role) to authenticated, service_role;
