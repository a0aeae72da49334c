/* What somebody who wants to supervise a call is judged by; null for who has no role in its inbox, as for a call there is not. */
create or replace function private.supervisor_setting(call uuid, member uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('supervisor', jsonb_build_object(
      'may_supervise', private.may_supervise(member, c.inbox_id),
      'is_busy',
        exists (select from public.call_offers o where o.member_id = member and o.is_open and o.call_id <> c.id)
        or exists (select from public.call_legs l where l.member_id = member and l.state <> 'ended' and l.call_id <> c.id)))
    from public.calls c
    join public.inbox_members im on im.inbox_id = c.inbox_id and im.member_id = member
    where c.id = call);
end
$$;

grant execute on function private.supervisor_setting(uuid, uuid) to service_role;
