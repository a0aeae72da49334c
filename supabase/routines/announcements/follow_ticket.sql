create or replace function private.follow_ticket() returns trigger
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
