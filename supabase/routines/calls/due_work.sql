/* → `{ now, deadlines: [ids due], lost_offers: [open offers whose agent is gone or offline by now (but who was lost is waited for), or has lost the inbox], lost_legs: [live legs of
   agents nobody hears of, and about whom the provider was not asked lately, and of supervisors nobody hears of, or who may not supervise (any more)], given_up: [effects given up, and nothing decided
   about it yet], waiting: [calls somebody may take] }`,
   each at most `p_limit`, the longest due first. Nothing is taken: whoever settles first wins. */
create or replace function public.due_work(p_limit integer default 50) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'now', clock_timestamp(),
      'deadlines', (
        select coalesce(jsonb_agg(id), '[]') from (
          select id from public.call_deadlines where fired_at is null and due_at <= now() order by due_at limit p_limit) d),
      'lost_offers', (
        select coalesce(jsonb_agg(id), '[]') from (
          select o.id from public.call_offers o
          where o.is_open and not (private.may_take_calls(o.member_id, o.inbox_id) and (o.purpose = 'resume' or exists (
            select from public.phone_sessions s
            join public.agent_presence p on p.member_id = s.member_id and p.status = 'available'
            where s.member_id = o.member_id and s.ended_at is null and s.heartbeat_at > private.lost_before())))
          order by o.announced_at limit p_limit) o),
      'lost_legs', (
        select coalesce(jsonb_agg(id), '[]') from (
          (select l.id, l.started_at from public.call_legs l
          where l.role = 'agent' and l.state = 'live'
            and not exists (
              select from public.phone_sessions s
              where s.member_id = l.member_id and s.ended_at is null and s.heartbeat_at > private.lost_before())
            and not exists (
              select from public.call_effects e
              where e.call_id = l.call_id and e.kind = 'check_leg' and e.target = l.id::text
                and e.payload ->> 'everyMs' is null and (e.state = 'pending' or e.created_at > now() - interval '15 seconds')))
          union all
          (select l.id, l.started_at from public.call_legs l join public.calls c on c.id = l.call_id
          where l.role = 'supervisor' and l.state = 'live'
            and not (private.may_supervise(l.member_id, c.inbox_id) and exists (
              select from public.phone_sessions s
              where s.member_id = l.member_id and s.ended_at is null and s.heartbeat_at > private.lost_before())))
          order by started_at limit p_limit) l),
      'given_up', (
        select coalesce(jsonb_agg(id), '[]') from (
          select id from public.call_effects where state = 'failed' and settled_at is null order by created_at limit p_limit) e),
      'waiting', (
        select coalesce(jsonb_agg(id), '[]') from (
          select w.id from (
            select c.id, c.queue_id, c.queued_at, row_number() over (partition by c.queue_id order by c.queued_at, c.id) as place
            from public.calls c where c.state = 'queued' and private.is_unattended(c.id)
          ) w
          join lateral (
            select count(*) as agents
            from public.queue_agents qa
            join public.agent_presence p on p.member_id = qa.member_id and p.status = 'available'
              and (p.after_call_until is null or p.after_call_until <= now())
            join public.phone_sessions s on s.member_id = qa.member_id and s.ended_at is null
              and s.heartbeat_at > now() - interval '12 seconds'
            where qa.queue_id = w.queue_id
              and not exists (select from public.call_offers o where o.member_id = qa.member_id and o.is_open)
              and not exists (select from public.call_legs l
                where l.member_id = qa.member_id and l.state <> 'ended')
          ) free on w.place <= free.agents
          order by w.queued_at limit p_limit) w)));
end
$$;

grant execute on function public.due_work(integer) to service_role;
