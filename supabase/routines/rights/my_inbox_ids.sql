create or replace function private.my_inbox_ids(at_least public.inbox_role default 'assistant') returns setof uuid
language plpgsql stable security definer set search_path = '' rows 10 as $$
begin
  return query
  select im.inbox_id
  from public.members m
  join public.inbox_members im on im.member_id = m.id
  where m.user_id = (select auth.uid()) and m.disabled_at is null and im.role >= at_least;
end
$$;

grant execute on function private.my_inbox_ids(public.inbox_role) to authenticated, service_role;
