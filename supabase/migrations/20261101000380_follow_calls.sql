-- Calls, offers, legs and people: what is announced where. Heartbeats are not. Everybody in the account learns that
-- somebody's status or activity changed, the person offered learns of the offer, the inbox learns of the call.

create function private.publish_call(call public.calls, op text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if call.ticket_id is not null then
    perform private.publish('inbox', call.inbox_id, 'tickets', call.ticket_id::text, 'update');
  else
    perform private.publish('inbox', call.inbox_id, 'calls', call.id::text, op);
  end if;
end
$$;

create function private.follow_call() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish_call(new, tg_op);
  return null;
end
$$;
create trigger calls_follow_insert after insert on public.calls
for each row execute function private.follow_call();
create trigger calls_follow_update after update on public.calls
for each row when ((old.state, old.ticket_id, old.inbox_id, old.queue_id, old.contact_id, old.outcome)
  is distinct from (new.state, new.ticket_id, new.inbox_id, new.queue_id, new.contact_id, new.outcome))
execute function private.follow_call();

create function private.follow_recording() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  call public.calls;
begin
  select * into call from public.calls where id = new.call_id;
  perform private.publish_call(call, 'update');
  return null;
end
$$;
create trigger recordings_follow_insert after insert on public.recordings
for each row execute function private.follow_recording();
create trigger recordings_follow_update after update on public.recordings
for each row when (old.state is distinct from new.state) execute function private.follow_recording();

create function private.follow_offer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', new.member_id, 'call_offers', new.id::text, tg_op);
  perform private.publish('account', new.account_id, 'agent_presence', new.member_id::text, 'update');
  return null;
end
$$;
create trigger call_offers_follow_insert after insert on public.call_offers
for each row execute function private.follow_offer();
create trigger call_offers_follow_update after update on public.call_offers
for each row when (old.state is distinct from new.state) execute function private.follow_offer();

create function private.follow_leg() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', new.member_id, 'calls', new.call_id::text, 'update');
  perform private.publish('account', new.account_id, 'agent_presence', new.member_id::text, 'update');
  return null;
end
$$;
create trigger call_legs_follow_insert after insert on public.call_legs
for each row when (new.role = 'agent') execute function private.follow_leg();
create trigger call_legs_follow_update after update on public.call_legs
for each row when (new.role = 'agent' and old.state is distinct from new.state) execute function private.follow_leg();

create function private.follow_presence() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', new.member_id, 'agent_presence', new.member_id::text, 'update');
  perform private.publish('account', new.account_id, 'agent_presence', new.member_id::text, 'update');
  return null;
end
$$;
create trigger agent_presence_follow_insert after insert on public.agent_presence
for each row execute function private.follow_presence();
create trigger agent_presence_follow_update after update on public.agent_presence
for each row when ((old.status, old.status_reason, old.status_since, old.after_call_until)
  is distinct from (new.status, new.status_reason, new.status_since, new.after_call_until))
execute function private.follow_presence();

-- A session that begins or ends is a change of who can be reached; its heartbeat is not.
create function private.follow_phone_session() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', new.member_id, 'agent_presence', new.member_id::text, 'update');
  perform private.publish('account', new.account_id, 'agent_presence', new.member_id::text, 'update');
  return null;
end
$$;
create trigger phone_sessions_follow_insert after insert on public.phone_sessions
for each row execute function private.follow_phone_session();
create trigger phone_sessions_follow_update after update of ended_at on public.phone_sessions
for each row when (old.ended_at is distinct from new.ended_at) execute function private.follow_phone_session();
