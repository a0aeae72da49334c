-- Calls, offers, legs and people: what is announced where. Heartbeats are not. Everybody in the account learns that
-- somebody's status or activity changed, the person offered learns of the offer, the inbox learns of the call.

-- A call is shown by its ticket, on the phones it rings and is talked on, and by the caller it rings back.
create function private.publish_call(call public.calls) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', phones.member_id, 'phone', phones.member_id::text, 'update')
  from (
    select o.member_id from public.call_offers o where o.call_id = call.id and o.is_open
    union select l.member_id from public.call_legs l where l.call_id = call.id and l.role = 'agent' and l.state = 'live'
  ) phones;
  perform private.publish('inbox', call.inbox_id, 'tickets', call.ticket_id::text, 'update');
  if call.direction = 'outbound' then
    perform private.publish_caller(memo) from public.call_memos memo
    where memo.inbox_id = call.inbox_id and memo.customer_number = call.customer_number
      and memo.handled_at is null and memo.kind <> 'call_memo';
  end if;
end
$$;

create function private.follow_call() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish_call(new);
  return null;
end
$$;
create trigger calls_follow_insert after insert on public.calls
for each row execute function private.follow_call();
create trigger calls_follow_update after update on public.calls
for each row when ((old.state, old.ticket_id, old.inbox_id, old.direction, old.answered_at, old.is_recorded)
  is distinct from (new.state, new.ticket_id, new.inbox_id, new.direction, new.answered_at, new.is_recorded))
execute function private.follow_call();

create function private.follow_recording() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('inbox', memo.inbox_id, 'messages', memo.message_id::text, 'update')
  from public.call_memos memo where memo.call_id = new.call_id;
  return null;
end
$$;
create trigger recordings_follow_insert after insert on public.recordings
for each row execute function private.follow_recording();
create trigger recordings_follow_update after update on public.recordings
for each row when ((old.state, old.duration_ms) is distinct from (new.state, new.duration_ms))
execute function private.follow_recording();

create function private.follow_offer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', new.member_id, 'phone', new.member_id::text, 'update');
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
  perform private.publish('member', new.member_id, 'phone', new.member_id::text, 'update');
  perform private.publish('account', new.account_id, 'agent_presence', new.member_id::text, 'update');
  perform private.publish_call(k) from public.calls k where k.id = new.call_id and k.direction = 'outbound';
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
  perform private.publish('member', new.member_id, 'phone', new.member_id::text, 'update');
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

-- A session that begins, ends, is lost or found again is a change of who can be reached; its heartbeat is not.
create function private.follow_phone_session() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.publish('member', new.member_id, 'phone', new.member_id::text, 'update');
  perform private.publish('account', new.account_id, 'agent_presence', new.member_id::text, 'update');
  return null;
end
$$;
create trigger phone_sessions_follow_insert after insert on public.phone_sessions
for each row execute function private.follow_phone_session();
create trigger phone_sessions_follow_update after update of ended_at, is_lost on public.phone_sessions
for each row when ((old.ended_at, old.is_lost) is distinct from (new.ended_at, new.is_lost)) execute function private.follow_phone_session();
