/* What decides whether a version of the flow can be followed: `{ time_zone, has_voicemail, queues: [{ id, agents: [{ name, can_answer, inbox_ids }] }],
   numbers: [{ number, may_call_0800, inbox: { id, name } }], own_numbers }`. Null for whoever does not own its account.
   `inbox_ids`: those in which they may make the memo of a call (A11). */
create or replace function public.flow_surroundings(p_flow uuid, p_user uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'time_zone', a.time_zone,
      'has_voicemail', coalesce(e.pro_course and e.flow_customisation, false),
      'queues', (
        select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'agents', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'name', m.name, 'can_answer', m.disabled_at is null and m.is_phone_user,
            'inbox_ids', array(select im.inbox_id from public.inbox_members im where im.member_id = m.id and im.role >= 'assistant'))
            order by m.name, m.id), '[]')
          from public.queue_agents qa join public.members m on m.id = qa.member_id where qa.queue_id = q.id)) order by q.id), '[]')
        from public.queues q where q.account_id = f.account_id),
      'numbers', (
        select coalesce(jsonb_agg(jsonb_build_object('number', n.number, 'may_call_0800', n.may_call_0800,
          'inbox', jsonb_build_object('id', i.id, 'name', i.name)) order by n.number), '[]')
        from public.phone_numbers n join public.inboxes i on i.id = n.inbox_id where n.flow_id = f.id),
      'own_numbers', (select coalesce(jsonb_agg(n.number order by n.number), '[]') from public.phone_numbers n where n.account_id = f.account_id))
    from public.flows f
    join public.accounts a on a.id = f.account_id
    join public.members o on o.account_id = f.account_id and o.user_id = p_user and o.role = 'owner' and o.disabled_at is null
    left join public.entitlements e on e.account_id = f.account_id
    where f.id = p_flow);
end
$$;

grant execute on function public.flow_surroundings(uuid, uuid) to service_role;
