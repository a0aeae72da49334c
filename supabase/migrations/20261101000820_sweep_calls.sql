-- What a crash or a lost message left behind is found here, by the ticker (service role).

create index call_offers_open on public.call_offers (announced_at) where is_open;
create index calls_waiting on public.calls (queue_id, queued_at) where state = 'queued';

create index call_legs_live on public.call_legs (started_at) where role = 'agent' and state = 'live';

/* → `{ now, deadlines: [ids due], lost_offers: [open offers whose agent is gone, or has lost the inbox], lost_legs: [live legs of
   agents nobody hears of, and about whom the provider was not asked lately], given_up: [effects given up, and nothing decided
   about it yet], waiting: [calls somebody may take] }`,
   each at most `p_limit`, the longest due first. Nothing is taken: whoever settles first wins. */
create function public.due_work(p_limit integer default 50) returns jsonb
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
          where o.is_open and not (private.may_take_calls(o.member_id, o.inbox_id) and exists (
            select from public.phone_sessions s
            where s.member_id = o.member_id and s.ended_at is null and s.heartbeat_at > now() - interval '12 seconds'))
          order by o.announced_at limit p_limit) o),
      'lost_legs', (
        select coalesce(jsonb_agg(id), '[]') from (
          select l.id from public.call_legs l
          where l.role = 'agent' and l.state = 'live'
            and not exists (
              select from public.phone_sessions s
              where s.member_id = l.member_id and s.ended_at is null and s.heartbeat_at > now() - interval '12 seconds')
            and not exists (
              select from public.call_effects e
              where e.call_id = l.call_id and e.kind = 'check_leg' and e.target = l.id::text
                and (e.state = 'pending' or e.created_at > now() - interval '15 seconds'))
          order by l.started_at limit p_limit) l),
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
                where l.member_id = qa.member_id and l.role = 'agent' and l.state <> 'ended')
          ) free on w.place <= free.agents
          order by w.queued_at limit p_limit) w)));
end
$$;

/* Leases up to `p_limit` effects that can be carried out now, for as long as each may take. */
create function public.take_effects(p_limit integer default 20)
returns table (id uuid, call_id uuid, payload jsonb, attempts integer)
language plpgsql set search_path = '' as $$
begin
  -- Superseded while somebody carried it out, who never came back.
  update public.call_effects e set state = 'done', done_at = now(), leased_until = null
  where e.state = 'pending' and e.is_superseded and e.leased_until <= now();
  return query select e.id, e.call_id, e.payload, e.attempts from private.lease_effects(null, null, null, p_limit) e;
end
$$;

/* Settles an effect somebody has carried out: done, or with `p_error` tried again after 2, 4, 8 … seconds at most so often as
   it has tries; with `p_again_ms` it is done for now and due again after that time.
   → `{ state, next: [{ id, call_id, payload, attempts }] }`: its state (null when it was settled before) and what has waited
   for it in its lane, leased to the same hands. */
create function public.finish_effect(p_id uuid, p_error text default null, p_again_ms integer default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  settled public.call_effects;
begin
  update public.call_effects set
    state = case when is_superseded or (p_error is null and p_again_ms is null) then 'done'
      when p_error is not null and attempts >= tries then 'failed' else 'pending' end::public.effect_state,
    done_at = case when is_superseded or (p_error is null and p_again_ms is null) then now() end,
    attempts = case when p_error is null then 0 else attempts end,
    next_attempt_at = now() + case when p_again_ms is not null then make_interval(secs => p_again_ms / 1000.0)
      else make_interval(secs => least(power(2, attempts), 300)) end,
    leased_until = null,
    last_error = left(p_error, 500)
  where id = p_id and state = 'pending'
  returning * into settled;
  return jsonb_build_object('state', settled.state, 'next', coalesce((
    select jsonb_agg(jsonb_build_object('id', e.id, 'call_id', e.call_id, 'payload', e.payload, 'attempts', e.attempts))
    from private.lease_effects(null, settled.call_id, settled.lane, 1) e where settled.id is not null), '[]'));
end
$$;

/* Makes the next sweep ask the provider after the customer of every live call, instead of within the minute: called when a
   part was down, because the news that a call ended may have been lost meanwhile. → how many. */
create function public.check_live_calls() returns integer
language plpgsql set search_path = '' as $$
declare
  hurried integer;
begin
  update public.call_effects set next_attempt_at = now()
  where kind = 'check_leg' and state = 'pending' and next_attempt_at > now();
  get diagnostics hurried = row_count;
  return hurried;
end
$$;

grant execute on function public.due_work(integer), public.take_effects(integer), public.check_live_calls(),
  public.finish_effect(uuid, text, integer) to service_role;
