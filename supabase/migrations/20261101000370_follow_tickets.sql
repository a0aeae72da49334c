-- Tickets and what hangs on them: the newest message on the ticket's row, the counters, and word to the inbox's topic of
-- the ticket, of the exchange, and of the caller who is to be rung back. Lock order everywhere: ticket, then memo.

/* What a list of callers to ring back keys a caller by: all unhandled calls of one kind and number are one row. */
create function private.caller_key(kind public.message_kind, customer_number public.e164, message uuid) returns text
language sql stable set search_path = '' as $$ select kind::text || ':' || coalesce(customer_number::text, message::text) $$;
grant execute on function private.caller_key(public.message_kind, public.e164, uuid) to authenticated;

create function private.publish_caller(memo public.call_memos) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if memo.kind = 'call_memo' then return; end if;
  perform private.publish('inbox', memo.inbox_id, 'missed_callers',
    private.caller_key(memo.kind, memo.customer_number, memo.message_id), 'update');
end
$$;

/* Sets the ticket's last_message_* from its newest message. The row is locked in a statement of its own: the next one
   then sees every message committed before, whoever wrote it. */
create function private.refresh_last_message(ticket uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.tickets where id = ticket for no key update;
  update public.tickets t
  set last_message_at = coalesce(n.occurred_at, t.created_at), last_message_kind = n.kind, last_message_preview = coalesce(n.preview, '')
  from (select ticket as id) s left join lateral (
    select m.occurred_at, m.kind, left(regexp_replace(
      coalesce(nullif(memo.body, ''), nullif(memo.subject, ''), m.body), '\s+', ' ', 'g'), 140) as preview
    from public.messages m left join public.call_memos memo on memo.message_id = m.id
    where m.ticket_id = s.id order by m.occurred_at desc, m.id desc limit 1
  ) n on true
  where t.id = s.id and (t.last_message_at, t.last_message_kind, t.last_message_preview) is distinct from
    (coalesce(n.occurred_at, t.created_at), n.kind, coalesce(n.preview, ''));
end
$$;

create function private.follow_message() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    perform private.refresh_last_message(old.ticket_id);
    perform private.publish('inbox', old.inbox_id, 'tickets', old.ticket_id::text, 'update');
    perform private.publish('inbox', old.inbox_id, 'messages', old.id::text, 'update');
  end if;
  if tg_op <> 'DELETE' and (tg_op = 'INSERT' or new is distinct from old) then
    perform private.refresh_last_message(new.ticket_id);
    perform private.publish('inbox', new.inbox_id, 'tickets', new.ticket_id::text, 'update');
    perform private.publish('inbox', new.inbox_id, 'messages', new.id::text, tg_op);
    perform private.publish_caller(memo) from public.call_memos memo where memo.message_id = new.id;
  end if;
  return null;
end
$$;
create trigger messages_follow after insert or update or delete on public.messages
for each row execute function private.follow_message();

create function private.follow_ticket() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new is not distinct from old then return null; end if;
  if tg_op <> 'INSERT' then
    perform private.count_changes(old.inbox_id, -(old.status = 'open')::int, -(old.status = 'on_hold')::int, false);
  end if;
  if tg_op <> 'DELETE' then
    perform private.count_changes(new.inbox_id, (new.status = 'open')::int, (new.status = 'on_hold')::int, false);
    perform private.publish('inbox', new.inbox_id, 'tickets', new.id::text, tg_op);
  end if;
  if tg_op = 'DELETE' or (tg_op = 'UPDATE' and old.inbox_id <> new.inbox_id) then
    perform private.publish('inbox', old.inbox_id, 'tickets', old.id::text, 'delete');
  end if;
  return null;
end
$$;
create trigger tickets_follow after insert or update or delete on public.tickets
for each row execute function private.follow_ticket();

create function private.follow_memo() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  ticket uuid;
begin
  if tg_op = 'UPDATE' and new is not distinct from old then return null; end if;
  if tg_op <> 'INSERT' and old.kind <> 'call_memo' then
    perform private.count_changes(old.inbox_id, 0, 0, tg_op = 'DELETE' or old.handled_at is distinct from new.handled_at
      or old.inbox_id <> new.inbox_id or old.kind <> new.kind or old.customer_number is distinct from new.customer_number);
  end if;
  if tg_op <> 'INSERT' then perform private.publish_caller(old); end if;
  if tg_op = 'DELETE' then return null; end if; -- its message goes with it, and says so
  perform private.publish_caller(new);
  if new.kind <> 'call_memo' then
    perform private.count_changes(new.inbox_id, 0, 0, tg_op = 'INSERT' or old.inbox_id <> new.inbox_id or old.kind <> new.kind);
  end if;
  select ticket_id into ticket from public.messages where id = new.message_id;
  if tg_op = 'INSERT' or (old.subject, old.body) is distinct from (new.subject, new.body) then
    perform private.refresh_last_message(ticket);
  end if;
  perform private.publish('inbox', new.inbox_id, 'tickets', ticket::text, 'update');
  perform private.publish('inbox', new.inbox_id, 'messages', new.message_id::text, 'update');
  -- The phone names the memo of the call it is on.
  if tg_op = 'INSERT' then perform private.publish('member', new.member_id, 'phone', new.member_id::text, 'update'); end if;
  return null;
end
$$;
create trigger call_memos_follow after insert or update or delete on public.call_memos
for each row execute function private.follow_memo();

create function private.follow_ticket_label() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    perform private.publish('inbox', old.inbox_id, 'tickets', old.ticket_id::text, 'update');
  else
    perform private.publish('inbox', new.inbox_id, 'tickets', new.ticket_id::text, 'update');
  end if;
  return null;
end
$$;
create trigger ticket_labels_follow after insert or delete on public.ticket_labels
for each row execute function private.follow_ticket_label();

/* A ticket is settled by hand: who had called in vain on it has been seen to, too. */
create function private.settle_missed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.call_memos memo set handled_at = now(), handled_by = private.my_member_id()
  from public.messages m
  where m.ticket_id = new.id and memo.message_id = m.id and memo.kind <> 'call_memo' and memo.handled_at is null;
  return null;
end
$$;
create trigger tickets_settle_missed after update of status on public.tickets
for each row when (new.status in ('done', 'no_action') and old.status in ('open', 'on_hold'))
execute function private.settle_missed();

/* Makes every counter of the account anew; for bulk loads that passed the triggers by. Nobody may call it but the owner
   of the database. */
create function private.recount(account uuid) returns void
language sql set search_path = '' as $$
  update public.inbox_counters k set
    open_tickets = (select count(*) from public.tickets t where t.inbox_id = k.inbox_id and t.status_rank = 1),
    on_hold_tickets = (select count(*) from public.tickets t where t.inbox_id = k.inbox_id and t.status_rank = 2),
    missed_calls = (select count(distinct coalesce(m.customer_number::text, m.message_id::text)) from public.call_memos m
      where m.inbox_id = k.inbox_id and m.handled_at is null and m.kind = 'missed_call'),
    voicemails = (select count(distinct coalesce(m.customer_number::text, m.message_id::text)) from public.call_memos m
      where m.inbox_id = k.inbox_id and m.handled_at is null and m.kind = 'voicemail')
  where k.account_id = account
$$;
