create or replace function private.follow_ticket_label() returns trigger
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
