-- What a decision about a call looks at, in one round trip. Only the routing function asks (service role). The functions are
-- plpgsql, which keeps its plans from one call to the next.

/* The agents of a queue as they are now, for `rank.ts`. `call` is the call they are ranked for: who
   takes part in it is seen there. */
create function private.queue_candidates(queue uuid, inbox uuid, call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'memberId', m.id, 'name', m.name, 'isDisabled', m.disabled_at is not null, 'isPhoneUser', m.is_phone_user,
      'hasInboxRole', im.member_id is not null, 'status', coalesce(p.status, 'offline'),
      'heartbeatAt', s.heartbeat_at,
      'isBusy',
        exists (select from public.call_offers o where o.member_id = m.id and o.is_open and o.call_id is distinct from call)
        or exists (select from public.call_legs l
          where l.member_id = m.id and l.role = 'agent' and l.state <> 'ended' and l.call_id is distinct from call),
      'afterCallUntil', p.after_call_until,
      'idleSince', coalesce(p.idle_since, m.created_at))), '[]')
    from public.queue_agents qa
    join public.members m on m.id = qa.member_id
    left join public.inbox_members im on im.member_id = m.id and im.inbox_id = inbox and im.role >= 'assistant'
    left join public.agent_presence p on p.member_id = m.id
    left join public.phone_sessions s on s.member_id = m.id and s.ended_at is null
    where qa.queue_id = queue);
end
$$;

/* Whether nobody is being asked to take the call, or on their way to it. */
create function private.is_unattended(call uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return not exists (select from public.call_offers o where o.call_id = call and o.is_open)
    and not exists (select from public.call_legs l where l.call_id = call and l.role = 'agent' and l.state <> 'ended');
end
$$;

/* Calls that wait unattended in `queue` since before `since`, oldest first, each with whom it has asked in its present round.
   More than fifty would not change who is next. */
create function private.older_calls(account uuid, queue uuid, since timestamptz, call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'tried', coalesce(t.members, '[]')) order by c.queued_at, c.id), '[]')
    from (
      select id, queued_at from public.calls
      where account_id = account and queue_id = queue and state = 'queued' and private.is_unattended(id) and id is distinct from call
        and (since is null or (queued_at, id) < (since, call))
      order by queued_at, id limit 50
    ) c
    left join lateral (
      select jsonb_agg(o.member_id) as members from public.call_offers o
      where o.call_id = c.id and o.round = (select max(round) from public.call_offers where call_id = c.id)
    ) t on true);
end
$$;

create function private.queue_setting(queue uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object('id', id, 'offerSeconds', offer_seconds, 'maxWaitSeconds', max_wait_seconds,
      'afterCallSeconds', after_call_seconds)
    from public.queues where id = queue);
end
$$;

/* The log of a call, for `replay`. */
create function private.call_facts(call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_agg(payload || jsonb_build_object('kind', kind, 'at', occurred_at) order by position)
    from public.call_events where call_id = call);
end
$$;

/* A call that has not arrived yet: the dialled number, its flow, hours and queue. Null for a number nobody has.
   `caller` is E.164, or null when withheld. */
create function private.arrival_setting(dialled text, caller text) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'number', jsonb_build_object(
        'id', n.id, 'accountId', n.account_id, 'inboxId', n.inbox_id, 'number', n.number,
        'isRecorded', n.is_recorded, 'refusalAnswers', n.refusal_answers,
        'hasCloudPhone', coalesce(e.cloud_phone, false),
        'isCallerBlocked', exists (
          select from public.blocked_numbers b where b.account_id = n.account_id and b.number = caller),
        'contactId', (
          select cp.contact_id from public.contact_phones cp
          where cp.address_book_id = i.address_book_id and cp.number = caller order by cp.contact_id limit 1),
        'flowVersionId', v.id,
        'hours', jsonb_build_object(
          'timeZone', a.time_zone,
          'opening', (
            select coalesce(jsonb_agg(jsonb_build_object('weekday', weekday, 'opens', opens::text, 'closes', closes::text)), '[]')
            from public.opening_hours where flow_id = n.flow_id),
          'holidays', (select coalesce(jsonb_agg(day::text), '[]') from public.holidays where flow_id = n.flow_id))),
      'language', a.locale,
      'flow', v.definition,
      'queue', private.queue_setting(q.id),
      'candidates', private.queue_candidates(q.id, n.inbox_id, null),
      'olderCalls', private.older_calls(n.account_id, q.id, null, null))
    from public.phone_numbers n
    join public.accounts a on a.id = n.account_id
    join public.inboxes i on i.id = n.inbox_id
    left join public.entitlements e on e.account_id = n.account_id
    left join public.flow_versions v on v.flow_id = n.flow_id and v.is_published
    left join public.queues q on q.account_id = n.account_id and q.id::text = v.definition ->> 'queue_id'
    where n.number = dialled);
end
$$;

/* Whether a member may be offered calls of an inbox and make their memos (A11). */
create function private.may_take_calls(member uuid, inbox uuid) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return (
    select exists (
      select from public.members m
      join public.inbox_members im on im.member_id = m.id and im.inbox_id = inbox and im.role >= 'assistant'
      where m.id = member and m.disabled_at is null and m.is_phone_user));
end
$$;

/* An existing call. Agents are only looked at while the call may still be offered. */
create function private.call_setting(call uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'facts', private.call_facts(c.id),
      'language', a.locale,
      'flow', v.definition,
      'queue', private.queue_setting(c.queue_id))
      || case when c.state <> 'ended' then jsonb_build_object(
        'mayOfferedAnswer', coalesce((
          select private.may_take_calls(o.member_id, o.inbox_id) from public.call_offers o where o.call_id = c.id and o.is_open), true))
        else '{}' end
      || case when c.state in ('in_flow', 'queued', 'agent_lost') then jsonb_build_object(
        'candidates', private.queue_candidates(c.queue_id, c.inbox_id, c.id),
        'olderCalls', private.older_calls(c.account_id, c.queue_id, c.queued_at, c.id)) else '{}' end
    from public.calls c
    join public.accounts a on a.id = c.account_id
    left join public.flow_versions v on v.id = c.flow_version_id
    where c.id = call);
end
$$;

/* The member who speaks for themselves on the phone: enabled, signed in to it from that app session, which lives, in an account
   that has a phone (A2); null otherwise. Definer: app sessions are not the service's to read. */
create function private.phone_actor(who uuid, app_session uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select m.id from public.members m
    join public.entitlements e on e.account_id = m.account_id and e.cloud_phone
    join public.phone_sessions s on s.member_id = m.id and s.ended_at is null and s.auth_session_id = app_session
    join auth.sessions a on a.id = app_session and a.user_id = who and (a.not_after is null or a.not_after > now())
    where m.user_id = who and m.disabled_at is null and m.is_phone_user);
end
$$;

/* `p`: `{ key?, by: 'call' | 'leg' | 'provider_leg' | 'offer' | 'member' | 'deadline' | 'effect', ref, user_id?, session_id?, to?, from? }`.
   A leg is found from the moment somebody is invited to it; `member` is found by the user who is it, with the call that
   asks them or that they are in.
   The actor is the member behind `user_id`, who must be signed in to the phone from that app session, in an account that has
   one (A2); null for anybody else.
   → `{ now, repeated: { call_id, answer } }` when the key was taken before, or the deadline has fired, or what became of the
   effect is decided (K4); else `{ now, actor_member_id, deadline, given_up, … }` with the call's setting, or the arrival's when there is no call yet. */
create function public.load_call(p jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  receipt public.provider_receipts;
  due public.call_deadlines;
  given_up public.call_effects;
  call uuid;
  loaded jsonb := jsonb_build_object('now', clock_timestamp());
begin
  if p ->> 'key' is not null then
    select * into receipt from public.provider_receipts where key = p ->> 'key';
    if found then
      return loaded || jsonb_build_object('repeated',
        jsonb_build_object('call_id', receipt.call_id, 'answer', receipt.answer));
    end if;
  end if;

  case p ->> 'by'
    when 'call' then call := (p ->> 'ref')::uuid;
    when 'leg' then
      select l.call_id into call from public.call_legs l where l.id = (p ->> 'ref')::uuid;
      if call is null then select o.call_id into call from public.call_offers o where o.leg_id = (p ->> 'ref')::uuid; end if;
    when 'provider_leg' then select l.call_id into call from public.call_legs l where l.provider_leg_id = p ->> 'ref';
    when 'offer' then select call_id into call from public.call_offers where id = (p ->> 'ref')::uuid;
    when 'member' then
      select coalesce(o.call_id, l.call_id) into call from public.members m
      left join public.call_offers o on o.member_id = m.id and o.is_open
      left join public.call_legs l on l.member_id = m.id and l.role = 'agent' and l.state <> 'ended'
      where m.user_id = (p ->> 'ref')::uuid;
    when 'deadline' then
      select * into due from public.call_deadlines where id = (p ->> 'ref')::uuid;
      if due.fired_at is not null then
        return loaded || jsonb_build_object('repeated', jsonb_build_object('call_id', due.call_id, 'answer', null));
      end if;
      call := due.call_id;
      loaded := loaded || jsonb_build_object('deadline',
        case when due.id is not null then jsonb_build_object('kind', due.kind, 'subjectId', due.subject_id) end);
    when 'effect' then
      select * into given_up from public.call_effects e where e.id = (p ->> 'ref')::uuid and e.state = 'failed';
      if given_up.settled_at is not null then
        return loaded || jsonb_build_object('repeated', jsonb_build_object('call_id', given_up.call_id, 'answer', null));
      end if;
      call := given_up.call_id;
      loaded := loaded || jsonb_build_object('given_up',
        case when given_up.id is not null
          then jsonb_build_object('effect', given_up.payload, 'error', coalesce(given_up.last_error, '')) end);
  end case;

  if p ->> 'user_id' is not null then
    loaded := loaded || jsonb_build_object('actor_member_id', (
      select private.phone_actor((p ->> 'user_id')::uuid, (p ->> 'session_id')::uuid)));
  end if;
  if call is not null then return loaded || coalesce(private.call_setting(call), '{}'); end if;
  if p ->> 'to' is null then return loaded; end if;
  return loaded || coalesce(private.arrival_setting(p ->> 'to', p ->> 'from'), '{}');
end
$$;

grant execute on function
  private.queue_candidates(uuid, uuid, uuid), private.is_unattended(uuid), private.older_calls(uuid, uuid, timestamptz, uuid),
  private.queue_setting(uuid), private.call_facts(uuid), private.may_take_calls(uuid, uuid), private.phone_actor(uuid, uuid), private.arrival_setting(text, text), private.call_setting(uuid),
  public.load_call(jsonb)
to service_role;
