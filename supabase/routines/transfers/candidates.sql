/* Members as they are now, for `rank.ts`: whom a call of `inbox` may ask. `call` is the call they are ranked for: who takes part in
   it is seen there. Who has lost their leg of another a moment ago is busy until it is known whether they meant to end it (K2). */
create or replace function private.candidates(members uuid[], inbox uuid, call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  lost constant uuid[] := array(
    select l.member_id from public.calls k
    join public.call_legs l on l.call_id = k.id and l.role = 'agent' and l.left_at > now() - interval '5 seconds'
    where k.state = 'agent_lost' and k.id is distinct from call);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'member_id', m.id, 'name', m.name, 'is_disabled', m.disabled_at is not null, 'is_phone_user', m.is_phone_user,
      'has_inbox_role', im.member_id is not null, 'status', coalesce(p.status, 'offline'),
      'heartbeat_at', s.heartbeat_at,
      'is_busy',
        exists (select from public.call_offers o where o.member_id = m.id and o.is_open and o.call_id is distinct from call)
        or exists (select from public.call_legs l
          where l.member_id = m.id and l.state <> 'ended' and l.call_id is distinct from call)
        or m.id = any(lost),
      'after_call_until', p.after_call_until,
      'idle_since', coalesce(p.idle_since, m.created_at))), '[]')
    from public.members m
    left join public.inbox_members im on im.member_id = m.id and im.inbox_id = inbox and im.role >= 'assistant'
    left join public.agent_presence p on p.member_id = m.id
    left join public.phone_sessions s on s.member_id = m.id and s.ended_at is null
    where m.id = any(members));
end
$$;

grant execute on function private.candidates(uuid[], uuid, uuid) to service_role;
