create or replace function private.follow_memo() returns trigger
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
