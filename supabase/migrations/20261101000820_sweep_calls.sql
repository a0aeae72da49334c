-- What a crash or a lost message left behind is found here, by the ticker (service role).

create index call_offers_open on public.call_offers (announced_at) where is_open;
create index calls_waiting on public.calls (queue_id, queued_at) where state = 'queued';

/* → `{ now, deadlines: [ids due], lost_offers: [open offers whose agent is gone, or has lost the inbox], waiting: [calls somebody may take] }`,
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
      'waiting', (
        select coalesce(jsonb_agg(id), '[]') from (
          select w.id from (
            select c.id, c.queue_id, c.queued_at, row_number() over (partition by c.queue_id order by c.queued_at, c.id) as place
            from public.calls c where c.state = 'queued'
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
                where l.member_id = qa.member_id and l.kind = 'agent' and l.state <> 'ended')
          ) free on w.place <= free.agents
          order by w.queued_at limit p_limit) w)));
end
$$;

/* Leases up to `p_limit` effects that are due and nobody is carrying out, for 15 s each. */
create function public.take_effects(p_limit integer default 20)
returns table (id uuid, call_id uuid, kind text, payload jsonb, attempts integer)
language plpgsql set search_path = '' as $$
begin
  return query
    update public.call_effects e
    set attempts = e.attempts + 1, next_attempt_at = now() + interval '15 seconds'
    where e.id in (
      select due.id from public.call_effects due
      where due.state = 'pending' and due.next_attempt_at <= now()
      order by due.next_attempt_at limit p_limit for update skip locked)
    returning e.id, e.call_id, e.kind, e.payload, e.attempts;
end
$$;

/* Settles an effect: done, or with `p_error` tried again after 2, 4, 8 … seconds, at most `p_tries` times in all; with
   `p_again_ms` it is done for now and due again after that time. → its state; null when it had been superseded. */
create function public.finish_effect(p_id uuid, p_error text default null, p_again_ms integer default null, p_tries integer default 8)
returns public.effect_state
language plpgsql set search_path = '' as $$
declare
  settled public.effect_state;
begin
  update public.call_effects set
    state = case when p_error is null and p_again_ms is null then 'done'
      when p_error is not null and attempts >= p_tries then 'failed' else 'pending' end::public.effect_state,
    done_at = case when p_error is null and p_again_ms is null then now() end,
    attempts = case when p_error is null then 0 else attempts end,
    next_attempt_at = now() + case when p_again_ms is not null then make_interval(secs => p_again_ms / 1000.0)
      else make_interval(secs => least(power(2, attempts), 300)) end,
    last_error = left(p_error, 500)
  where id = p_id and state = 'pending'
  returning state into settled;
  return settled;
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
  where kind = 'check_customer' and state = 'pending' and next_attempt_at > now();
  get diagnostics hurried = row_count;
  return hurried;
end
$$;

grant execute on function public.due_work(integer), public.take_effects(integer), public.check_live_calls(),
  public.finish_effect(uuid, text, integer, integer) to service_role;
