/* A message with its memo on the call's ticket: of a conversation on `leg` with its `member` (null: an outside number, G4), or of
   a missed call (`leg` null) with `missed_reason`, or of a message that was left (`voicemail`, its recording). */
create or replace function private.add_memo(call uuid, leg uuid, member uuid, missed_reason public.call_reason, voicemail uuid default null) returns void
language plpgsql set search_path = '' as $$
declare
  ticket constant uuid := private.reserve_ticket(call);
  what constant public.message_kind := case when leg is not null then 'call_memo' when voicemail is not null then 'voicemail' else 'missed_call' end;
  c public.calls;
  l public.call_legs;
  began timestamptz;
  answered timestamptz;
  message uuid;
begin
  select * into strict c from public.calls where id = call;
  select * into l from public.call_legs where id = leg;
  -- Whoever came to a talk that had begun has a span of their own (F5).
  began := case when l.started_at > c.answered_at then l.started_at else c.started_at end;
  answered := case when c.answered_at is not null then greatest(l.joined_at, c.answered_at) end;
  insert into public.messages (account_id, inbox_id, ticket_id, kind, author_id, customer_number, occurred_at)
  values (c.account_id, c.inbox_id, ticket, what, member, c.customer_number, coalesce(answered, c.started_at))
  returning id into message;
  insert into public.call_memos (message_id, account_id, inbox_id, call_id, leg_id, kind, member_id, direction, customer_number,
    customer_text, contract_number, contact_id, recording_id, reason, started_at, answered_at, ended_at, subject)
  select message, c.account_id, c.inbox_id, c.id, leg, what, member, c.direction, c.customer_number,
    c.customer_text, c.contract_number, c.contact_id, coalesce(voicemail, private.recording_of_leg(leg)), missed_reason, began, answered, c.ended_at,
    case when l.role = 'outside' then private.outside_subject(c.account_id, l.number) else '' end;
  if member is not null then
    update public.tickets set assignee_id = member where id = ticket and assignee_id is null;
  end if;
end
$$;

grant execute on function private.add_memo(uuid, uuid, uuid, public.call_reason, uuid) to service_role;
