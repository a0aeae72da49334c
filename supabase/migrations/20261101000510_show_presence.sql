-- B6, B7, K3: the status a person chose, the heartbeat that says the page lives, and what they are doing, derived.

-- The leg somebody talked on last: the one their after-call work is about.
create function private.last_leg_of(member uuid) returns public.call_legs
language plpgsql stable security definer set search_path = '' as $$
declare
  leg public.call_legs;
begin
  select * into leg from public.call_legs l
  where l.member_id = member and l.role = 'agent' and l.joined_at is not null order by l.started_at desc limit 1;
  return leg;
end
$$;

create function private.phone_state() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select case when s.id is null then jsonb_build_object('signed_in', false)
      else jsonb_build_object(
        'signed_in', true, 'phone_session_id', s.id, 'status', p.status, 'status_reason', p.status_reason,
        'status_since', p.status_since, 'after_call_until', p.after_call_until,
        'after_call_call_id', case when p.after_call_until is not null then (private.last_leg_of(p.member_id)).call_id end)
      end
    from public.agent_presence p
    left join public.phone_sessions s
      on s.member_id = p.member_id and s.ended_at is null and s.auth_session_id = private.my_app_session()
    where p.member_id = private.my_member_id());
end
$$;

create function private.beat(phone_session uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid;
begin
  update public.phone_sessions set heartbeat_at = now()
  where id = phone_session and ended_at is null and member_id = private.my_member_id()
    and auth_session_id = private.my_app_session()
  returning member_id into me;
  return jsonb_build_object('ok', me is not null,
    'status', (select status from public.agent_presence where member_id = me));
end
$$;

create function private.set_agent_status(chosen public.agent_status, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := (private.require_phone()).id;
begin
  if chosen is null then perform private.fail('invalid_input', 'status'); end if;
  if length(reason) > 40 then perform private.fail('invalid_input', 'reason_length'); end if;
  update public.agent_presence set
    status = chosen,
    status_reason = case when chosen = 'offline' then nullif(reason, '') end,
    status_cause = 'chosen',
    status_since = case when status = chosen then status_since else now() end,
    idle_since = case when status = chosen then idle_since else now() end
  where member_id = me;
end
$$;

create function private.finish_after_call() returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.agent_presence set after_call_until = null, idle_since = now()
  where member_id = private.my_member_id() and after_call_until is not null;
end
$$;

/* As the page asks for it; recording a memo ends it without asking for the phone. */
create function private.finish_own_after_call() returns void
language plpgsql set search_path = '' as $$
begin
  perform private.require_phone();
  perform private.finish_after_call();
end
$$;

/* Colleagues and what they are doing; nothing about the call they do it on. A session whose heartbeat is older than
   12 s (K2) is not signed in. Definer: sessions, offers and legs of others are not the caller's to read. */
create function private.list_presence()
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
      case when l.id is not null then l.joined_at when o.id is not null then o.announced_at
        when p.after_call_until > now() then p.idle_since end
    from public.members m
    join public.agent_presence p on p.member_id = m.id
    left join public.call_offers o on o.member_id = m.id and o.is_open
    left join public.call_legs l on l.member_id = m.id and l.role = 'agent' and l.state = 'live'
    where m.account_id = private.my_account_id() and m.is_phone_user and m.disabled_at is null
    order by m.name, m.id;
end
$$;

create function public.phone_state() returns jsonb
language sql stable set search_path = '' as $$ select coalesce(private.phone_state(), '{"signed_in": false}') $$;
create function public.beat(p_phone_session_id uuid) returns jsonb
language sql set search_path = '' as $$ select private.beat(p_phone_session_id) $$;
create function public.set_agent_status(p_status public.agent_status, p_reason text default null) returns void
language sql set search_path = '' as $$ select private.set_agent_status(p_status, p_reason) $$;
create function public.finish_after_call() returns void
language sql set search_path = '' as $$ select private.finish_own_after_call() $$;
create function public.list_presence()
returns table (member_id uuid, name text, status public.agent_status, status_reason text, status_since timestamptz,
  is_signed_in boolean, activity text, activity_since timestamptz)
language sql stable set search_path = '' as $$ select * from private.list_presence() $$;

grant execute on function
  private.phone_state(), private.beat(uuid), private.set_agent_status(public.agent_status, text), private.finish_after_call(),
  private.finish_own_after_call(), private.list_presence(),
  public.phone_state(), public.beat(uuid), public.set_agent_status(public.agent_status, text), public.finish_after_call(),
  public.list_presence()
to authenticated;
