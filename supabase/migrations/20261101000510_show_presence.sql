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

/* Somebody's phone: the session that is open, whichever app sign-in it belongs to, what they chose, and after-call work. */
create view private.phone_rows as
select p.member_id, s.id as phone_session_id, s.auth_session_id, p.status, p.status_reason, p.status_since, p.after_call_until,
  case when p.after_call_until is not null then (private.last_leg_of(p.member_id)).call_id end as after_call_call_id
from public.agent_presence p
left join public.phone_sessions s on s.member_id = p.member_id and s.ended_at is null;

create function private.phone_state() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select case when r.auth_session_id is distinct from private.my_app_session() or r.auth_session_id is null
      then jsonb_build_object('signed_in', false)
      else jsonb_build_object('signed_in', true) || (to_jsonb(r) - '{member_id,auth_session_id}'::text[]) end
    from private.phone_rows r where r.member_id = private.my_member_id());
end
$$;

create function private.beat(phone_session uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me uuid;
begin
  update public.phone_sessions set heartbeat_at = now(), is_lost = false
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

/* The work after the leg the caller talked on last is over, also when the end of that leg is still on its way to us: it is
   noted on the leg first, whose row an end that is just being written holds. */
create function private.finish_after_call() returns void
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := private.my_member_id();
begin
  update public.call_legs set is_after_call_done = true where id = (private.last_leg_of(me)).id and not is_after_call_done;
  update public.agent_presence set after_call_until = null, idle_since = now()
  where member_id = me and after_call_until is not null;
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
   12 s (K2) is not signed in. What the account's topic says of a member is a row of this view. */
create view private.presence_rows as
select m.account_id, m.id as member_id, m.name, p.status, p.status_reason, p.status_since,
  exists (select from public.phone_sessions s
    where s.member_id = m.id and s.ended_at is null and s.heartbeat_at > now() - interval '12 seconds') as is_signed_in,
  case when l.id is not null then 'talking' when o.id is not null then 'ringing'
    when p.after_call_until > now() then 'after_call' else 'none' end as activity,
  case when l.id is not null then l.joined_at when o.id is not null then o.announced_at
    when p.after_call_until > now() then p.idle_since end as activity_since
from public.members m
join public.agent_presence p on p.member_id = m.id
left join public.call_offers o on o.member_id = m.id and o.is_open
left join public.call_legs l on l.member_id = m.id and l.role = 'agent' and l.state = 'live'
where m.is_phone_user and m.disabled_at is null;

/* → `{ seq, rows }`, by name. Definer: sessions, offers and legs of others are not the caller's to read. */
create function private.list_presence() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select jsonb_build_object('seq', private.own_seq('account'), 'rows', coalesce(jsonb_agg(to_jsonb(r) order by r.name, r.member_id), '[]'))
    from private.presence_rows r where r.account_id = private.my_account_id());
end
$$;

/* Notices phone sessions whose heartbeat has been missing for 12 s, once each, so that those who watch are told. Called by
   the ticker. → how many. */
create function private.notice_lost_sessions() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  noticed integer;
begin
  -- In one order, and past those that are being written: they are looked at again in a moment.
  update public.phone_sessions s set is_lost = true
  from (
    select id from public.phone_sessions
    where ended_at is null and not is_lost and heartbeat_at <= now() - interval '12 seconds'
    order by id for update skip locked
  ) silent
  where s.id = silent.id;
  get diagnostics noticed = row_count;
  return noticed;
end
$$;

/* What time alone brings about on the live view; the ticker's, at each turn, in a transaction each: both hold sequences. */
create function public.notice_lost_sessions() returns integer
language sql set search_path = '' as $$ select private.notice_lost_sessions() $$;
create function public.send_held_changes() returns integer
language sql set search_path = '' as $$ select private.send_held() $$;
grant execute on function
  private.notice_lost_sessions(), public.notice_lost_sessions(), private.send_held(timestamptz), public.send_held_changes()
to service_role;

create function public.phone_state() returns jsonb
language sql stable set search_path = '' as $$ select coalesce(private.phone_state(), '{"signed_in": false}') $$;
create function public.beat(p_phone_session_id uuid) returns jsonb
language sql set search_path = '' as $$ select private.beat(p_phone_session_id) $$;
create function public.set_agent_status(p_status public.agent_status, p_reason text default null) returns void
language sql set search_path = '' as $$ select private.set_agent_status(p_status, p_reason) $$;
create function public.finish_after_call() returns void
language sql set search_path = '' as $$ select private.finish_own_after_call() $$;
create function public.list_presence() returns jsonb
language sql stable set search_path = '' as $$ select private.list_presence() $$;

grant execute on function
  private.phone_state(), private.beat(uuid), private.set_agent_status(public.agent_status, text), private.finish_after_call(),
  private.finish_own_after_call(), private.list_presence(),
  public.phone_state(), public.beat(uuid), public.set_agent_status(public.agent_status, text), public.finish_after_call(),
  public.list_presence()
to authenticated;
