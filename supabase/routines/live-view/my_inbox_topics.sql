-- The topics of my inboxes, each with its present epoch: a topic of an earlier epoch is nobody's.
create or replace function private.my_inbox_topics() returns setof text
language plpgsql stable security definer set search_path = '' rows 10 as $$
begin
  return query
  select 'inbox:' || i.id || ':' || i.epoch
  from public.members m
  join public.inbox_members im on im.member_id = m.id
  join public.inboxes i on i.id = im.inbox_id
  where m.user_id = (select auth.uid()) and m.disabled_at is null;
end
$$;

grant execute on function private.my_inbox_topics() to authenticated, service_role;
