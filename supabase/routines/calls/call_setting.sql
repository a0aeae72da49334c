/* An existing call. Agents are only looked at while the call may still be offered. */
create or replace function private.call_setting(call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'facts', private.call_facts(c.id),
      'language', a.locale,
      'flow', v.definition,
      'queue', private.queue_setting(waits.queue))
      || case when c.state <> 'ended' then jsonb_build_object(
        'may_offered_answer', coalesce((
          select private.may_take_calls(o.member_id, o.inbox_id) from public.call_offers o where o.call_id = c.id and o.is_open), true),
        'unfit', (
          select coalesce(jsonb_agg(l.member_id), '[]') from public.call_legs l
          where l.call_id = c.id and l.role = 'agent' and (l.state <> 'ended' or c.state = 'agent_lost')
            and (not private.may_take_calls(l.member_id, c.inbox_id) or c.state = 'agent_lost' and (
              exists (select from public.call_offers o where o.member_id = l.member_id and o.is_open and o.call_id <> c.id)
              or exists (select from public.call_legs e where e.member_id = l.member_id and e.state <> 'ended' and e.call_id <> c.id)))))
        else '{}' end
      || case when c.state = 'dialling' then jsonb_build_object(
        'may_dial', exists (
          select from public.call_legs l
          join public.phone_sessions s on s.member_id = l.member_id and s.ended_at is null
          join public.entitlements e on e.account_id = c.account_id and e.cloud_phone
          where l.call_id = c.id and l.purpose = 'dial' and private.may_take_calls(l.member_id, c.inbox_id))) else '{}' end
      || case when c.state in ('in_flow', 'queued', 'talking', 'transferring', 'agent_lost') then jsonb_build_object(
        'candidates', private.queue_candidates(waits.queue, c.inbox_id, c.id),
        'older_calls', private.older_calls(c.account_id, waits.queue, case when c.state in ('in_flow', 'queued') then c.queued_at end, c.id)) else '{}' end
      || case when c.state in ('in_flow', 'queued') then jsonb_build_object(
        'outside', private.shown_outside(c.phone_number_id),
        'flow_queues', private.flow_queues(c.flow_version_id, c.inbox_id, c.id, waits.queue)) else '{}' end
    from public.calls c
    join public.accounts a on a.id = c.account_id
    cross join lateral (select private.call_queue(c) as queue) waits
    left join public.flow_versions v on v.id = c.flow_version_id
    where c.id = call);
end
$$;

grant execute on function private.call_setting(uuid) to service_role;
