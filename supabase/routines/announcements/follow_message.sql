create or replace function private.follow_message() returns trigger
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
