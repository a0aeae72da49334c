/* The agents of a queue as `candidates` says them; where it asks them in turns, with when it asked each of them last. */
create or replace function private.queue_candidates(queue uuid, inbox uuid, call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  agents constant jsonb := private.candidates(array(select member_id from public.queue_agents where queue_id = queue), inbox, call);
begin
  if not exists (select from public.queues where id = queue and agent_order = 'round_robin') then return agents; end if;
  return (
    select coalesce(jsonb_agg(agent || jsonb_build_object('last_offered_at', (
      select o.announced_at from public.call_offers o
      where o.member_id = (agent ->> 'member_id')::uuid and o.queue_id = queue order by o.announced_at desc limit 1))), '[]')
    from jsonb_array_elements(agents) agent);
end
$$;

grant execute on function private.queue_candidates(uuid, uuid, uuid) to service_role;
