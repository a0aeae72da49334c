-- What pages, ticker and decisions ask all day is PL/pgSQL, which keeps its plan for as long as a connection lives. A function in
-- SQL is planned anew at every call, which took ten times as long as answering. Bodies and rights are those of before.

create or replace function private.flow_name_of(call uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select f.name from public.calls c
    join public.flow_versions v on v.id = c.flow_version_id
    join public.flows f on f.id = v.flow_id
    where c.id = call and c.inbox_id in (select private.my_inbox_ids()));
end
$$;

create or replace function private.last_exchange(inbox uuid, customer public.e164, before timestamptz) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('at', m.occurred_at, 'member_name', a.name, 'subject', memo.subject)
    from public.messages m
    join public.call_memos memo on memo.message_id = m.id and memo.kind = 'call_memo'
    left join public.members a on a.id = memo.member_id
    where m.inbox_id = inbox and m.customer_number = customer and m.occurred_at < before
    order by m.occurred_at desc, m.id desc limit 1);
end
$$;

create or replace function public.my_live_call() returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'offer', (
        select jsonb_build_object(
          'offer_id', o.id, 'state', o.state, 'call_id', k.id, 'inbox_id', o.inbox_id, 'inbox_name', i.name,
          'ticket_number', t.number, 'customer_number', k.customer_number, 'contact_name', c.name, 'company', c.company,
          'flow_name', private.flow_name_of(k.id), 'queue_name', q.name, 'contract_number', k.contract_number,
          'announced_at', o.announced_at, 'expires_at', o.expires_at,
          'last_exchange', private.last_exchange(o.inbox_id, k.customer_number, k.started_at))
        from public.call_offers o
        join public.calls k on k.id = o.call_id
        join public.inboxes i on i.id = o.inbox_id
        left join public.queues q on q.id = o.queue_id
        left join public.tickets t on t.id = k.ticket_id
        left join public.contacts called on called.id = k.contact_id
        left join public.contacts linked on linked.id = t.contact_id
        cross join lateral private.contact_shown(called, linked) c
        where o.member_id = me.id and o.is_open
      ),
      'call', (
        select jsonb_build_object(
          'call_id', k.id, 'state', k.state, 'inbox_id', k.inbox_id, 'inbox_name', i.name,
          'ticket_id', t.id, 'ticket_number', t.number, 'message_id', memo.message_id,
          'customer_number', k.customer_number, 'contact_name', c.name, 'company', c.company,
          'contract_number', k.contract_number, 'answered_at', l.answered_at, 'is_recorded', k.is_recorded)
        from public.call_legs l
        join public.calls k on k.id = l.call_id
        join public.inboxes i on i.id = k.inbox_id
        left join public.tickets t on t.id = k.ticket_id
        left join public.call_memos memo on memo.call_id = k.id and memo.member_id = l.member_id and memo.kind = 'call_memo'
        left join public.contacts called on called.id = k.contact_id
        left join public.contacts linked on linked.id = t.contact_id
        cross join lateral private.contact_shown(called, linked) c
        where l.member_id = me.id and l.kind = 'agent' and l.state = 'live' and k.state <> 'ended'
      ))
    from (select private.my_member_id() as id) me);
end
$$;

create or replace function private.last_call_of(member uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select call_id from public.call_legs
    where member_id = member and kind = 'agent' and answered_at is not null order by started_at desc limit 1);
end
$$;

create or replace function private.phone_state() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select case when s.id is null then jsonb_build_object('signed_in', false)
      else jsonb_build_object(
        'signed_in', true, 'phone_session_id', s.id, 'status', p.status, 'status_reason', p.status_reason,
        'status_since', p.status_since, 'after_call_until', p.after_call_until,
        'after_call_call_id', case when p.after_call_until is not null then private.last_call_of(p.member_id) end)
      end
    from public.agent_presence p
    left join public.phone_sessions s
      on s.member_id = p.member_id and s.ended_at is null and s.auth_session_id = (auth.jwt() ->> 'session_id')::uuid
    where p.member_id = private.my_member_id());
end
$$;

create or replace function private.list_presence()
returns table (member_id uuid, name text, status public.agent_status, status_reason text, status_since timestamptz,
  is_signed_in boolean, activity text, activity_since timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select m.id, m.name, p.status, p.status_reason, p.status_since,
      exists (select from public.phone_sessions s
        where s.member_id = m.id and s.ended_at is null and s.heartbeat_at > now() - interval '12 seconds'),
      case when l.id is not null then 'talking' when o.id is not null then 'ringing'
        when p.after_call_until > now() then 'after_call' else 'none' end,
      case when l.id is not null then l.answered_at when o.id is not null then o.announced_at
        when p.after_call_until > now() then p.idle_since end
    from public.members m
    join public.agent_presence p on p.member_id = m.id
    left join public.call_offers o on o.member_id = m.id and o.is_open
    left join public.call_legs l on l.member_id = m.id and l.kind = 'agent' and l.state = 'live'
    where m.account_id = private.my_account_id() and m.is_phone_user and m.disabled_at is null
    order by m.name, m.id;
end
$$;

create or replace function private.contact_json(contact uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('id', c.id, 'address_book_id', c.address_book_id, 'name', c.name, 'kana', c.kana,
      'company', c.company, 'customer_code', c.customer_code, 'address', c.address, 'note', c.note,
      'phones', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'label', p.label) order by p.label nulls last, p.number)
        from public.contact_phones p where p.contact_id = c.id), '[]'),
      'emails', coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'email', e.email, 'label', e.label) order by e.label nulls last, e.email)
        from public.contact_emails e where e.contact_id = c.id), '[]'))
    from public.contacts c where c.id = contact);
end
$$;

create or replace function public.get_ticket(p_number bigint) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select to_jsonb(r) || jsonb_build_object(
      'inbox_name', i.name, 'inbox_epoch', i.epoch, 'address_book_id', i.address_book_id,
      'my_role', im.role, 'my_book_role', bm.role,
      'labels', coalesce((
        select jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'is_danger', l.is_danger) order by l.is_danger desc, l.name)
        from public.ticket_labels tl join public.labels l on l.id = tl.label_id where tl.ticket_id = r.id), '[]'),
      'contact', private.contact_json(r.contact_id),
      'live_call', (
        select jsonb_build_object('call_id', k.id, 'state', k.state, 'started_at', k.started_at, 'answered_at', k.answered_at,
          'is_recorded', k.is_recorded)
        from public.calls k where k.ticket_id = r.id and k.state <> 'ended' order by k.started_at desc limit 1))
    from public.ticket_rows r
    join public.inboxes i on i.id = r.inbox_id
    join public.inbox_members im on im.inbox_id = r.inbox_id and im.member_id = (select private.my_member_id())
    left join public.address_book_members bm
      on bm.address_book_id = i.address_book_id and bm.member_id = (select private.my_member_id())
    where r.account_id = (select private.my_account_id()) and r.number = p_number);
end
$$;

create or replace function public.list_timeline(
  p_ticket_id uuid, p_before_at timestamptz default null, p_before_id uuid default null, p_limit integer default 50
) returns setof jsonb
language plpgsql stable set search_path = '' as $$
begin
  return query
    with ticket as (
      select id, inbox_id, customer_number from public.tickets where id = p_ticket_id
    ), border as (
      select coalesce(p_before_at, 'infinity') as at, coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff') as id,
        least(greatest(p_limit, 1), 200) as rows
    ), page as (
      -- Two walks along two indexes; one condition with `or` would read all of either.
      (select m.* from public.messages m, ticket t
       where m.ticket_id = t.id and (m.occurred_at, m.id) < (select at, id from border)
       order by m.occurred_at desc, m.id desc limit (select rows from border))
      union all
      (select m.* from public.messages m, ticket t
       where m.inbox_id = t.inbox_id and m.customer_number = t.customer_number and m.ticket_id <> t.id
         and (m.occurred_at, m.id) < (select at, id from border)
       order by m.occurred_at desc, m.id desc limit (select rows from border))
      order by occurred_at desc, id desc limit (select rows from border)
    )
    select jsonb_build_object(
      'message_id', p.id, 'ticket_id', p.ticket_id, 'ticket_number', t.number, 'ticket_status', t.status, 'kind', p.kind,
      'author_name', author.name, 'body', p.body, 'occurred_at', p.occurred_at, 'recording', r.recording,
      'memo', case when memo.message_id is not null then jsonb_build_object(
        'call_id', memo.call_id, 'member_id', memo.member_id, 'member_name', agent.name, 'direction', memo.direction,
        'customer_number', memo.customer_number, 'contract_number', memo.contract_number, 'contact_name', c.name,
        'company', c.company, 'reason', memo.reason, 'started_at', memo.started_at, 'answered_at', memo.answered_at,
        'ended_at', memo.ended_at, 'subject', memo.subject, 'body', memo.body, 'revision', memo.revision,
        'saved_at', memo.saved_at, 'saved_by_name', saver.name, 'recorded_at', memo.recorded_at,
        'recorded_by_name', recorder.name, 'handled_at', memo.handled_at, 'handled_by_name', handler.name) end)
    from page p
    join public.tickets t on t.id = p.ticket_id
    left join public.members author on author.id = p.author_id
    left join public.call_memos memo on memo.message_id = p.id
    left join public.members agent on agent.id = memo.member_id
    left join public.members saver on saver.id = memo.saved_by
    left join public.members recorder on recorder.id = memo.recorded_by
    left join public.members handler on handler.id = memo.handled_by
    left join public.contacts called on called.id = memo.contact_id
    left join public.contacts linked on linked.id = t.contact_id
    cross join lateral private.contact_shown(called, linked) c
    left join lateral (
      select jsonb_build_object('id', rec.id, 'state', rec.state, 'duration_ms', rec.duration_ms) as recording
      from public.recordings rec where rec.call_id = memo.call_id order by rec.started_at desc limit 1
    ) r on true
    order by p.occurred_at desc, p.id desc;
end
$$;

create or replace function public.list_missed(
  p_inbox uuid, p_kind public.message_kind, p_before_at timestamptz default null, p_before_id uuid default null,
  p_limit integer default 50
) returns setof public.missed_row
language plpgsql stable set search_path = '' as $$
begin
  return query
    select memo.message_id, t.id, t.number, memo.customer_number, c.name, c.company, memo.reason, memo.started_at,
      extract(epoch from memo.ended_at - memo.started_at)::integer, group_of.times::integer, back.name
    from public.call_memos memo
    join public.messages m on m.id = memo.message_id
    join public.tickets t on t.id = m.ticket_id
    left join public.contacts called on called.id = memo.contact_id
    left join public.contacts linked on linked.id = t.contact_id
    cross join lateral private.contact_shown(called, linked) c
    cross join lateral (
      select count(*) as times from public.call_memos g
      where g.inbox_id = memo.inbox_id and g.handled_at is null and g.kind <> 'call_memo' and g.kind = memo.kind
        and (g.message_id = memo.message_id or g.customer_number = memo.customer_number)
    ) group_of
    left join lateral (
      select a.name from public.calls k
      join public.call_legs l on l.call_id = k.id and l.kind = 'agent' and l.state <> 'ended'
      join public.members a on a.id = l.member_id
      where k.inbox_id = memo.inbox_id and k.customer_number = memo.customer_number and k.state <> 'ended' and k.direction = 'outbound'
      order by k.started_at desc limit 1
    ) back on true
    where memo.inbox_id = p_inbox and memo.kind = p_kind and memo.handled_at is null and memo.kind <> 'call_memo'
      and (memo.started_at, memo.message_id)
        < (coalesce(p_before_at, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      and not exists (
        select from public.call_memos later
        where later.inbox_id = memo.inbox_id and later.customer_number = memo.customer_number and later.kind = memo.kind
          and later.handled_at is null and later.kind <> 'call_memo'
          and (later.started_at, later.message_id) > (memo.started_at, memo.message_id)
      )
    order by memo.started_at desc, memo.message_id desc
    limit least(greatest(p_limit, 1), 200);
end
$$;

create or replace function private.may_take_calls(member uuid, inbox uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return (
    select exists (
      select from public.members m
      join public.inbox_members im on im.member_id = m.id and im.inbox_id = inbox and im.role >= 'assistant'
      where m.id = member and m.disabled_at is null and m.is_phone_user));
end
$$;

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

create or replace function private.next_waiting(work jsonb, account uuid, queue uuid, call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(c.id), '[]') from (
      select id from public.calls
      where account_id = account and queue_id = queue and state = 'queued' and id <> call
        and exists (
          select from jsonb_array_elements(work) w
          join public.agent_presence p on p.member_id = (w ->> 'memberId')::uuid
          where w ->> 'step' in ('free_agent', 'finish_after_call')
            and (p.after_call_until is null or p.after_call_until <= clock_timestamp()))
      order by queued_at, id limit 3
    ) c);
end
$$;

create or replace function public.take_effects(p_limit integer default 20)
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

create or replace function public.finish_effect(p_id uuid, p_error text default null, p_again_ms integer default null, p_tries integer default 8)
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

create or replace function private.finish_after_call() returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.agent_presence set after_call_until = null, idle_since = now()
  where member_id = private.my_member_id() and after_call_until is not null;
end
$$;

create or replace function private.log_operation(inbox uuid, ticket uuid, account uuid, action text, detail jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.operation_log (account_id, inbox_id, ticket_id, member_id, action, detail)
  values (account, inbox, ticket, private.my_member_id(), action, detail);
end
$$;

create or replace function private.flush_later() returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.flushes (xid) values (pg_current_xact_id()) on conflict do nothing;
end
$$;
