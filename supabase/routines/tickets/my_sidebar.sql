/* The member's inboxes in order, each with its counts, its epoch for the topic, and the member's role.
   Definer: every page asks this with every change of an inbox, and under the policies of three tables each row's right is
   looked up three times, which doubles it. Own membership, by which it selects, is all those policies ask. */
create or replace function private.my_sidebar() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(
      jsonb_build_object('seq', private.inbox_seq(r.inbox_id), 'row', to_jsonb(r), 'epoch', i.epoch, 'role', im.role)
      order by r.position, r.name, r.inbox_id), '[]')
    from public.inbox_members im
    join public.inboxes i on i.id = im.inbox_id
    join private.inbox_rows r on r.inbox_id = im.inbox_id
    where im.member_id = (select private.my_member_id()));
end
$$;

grant execute on function private.my_sidebar() to authenticated;
