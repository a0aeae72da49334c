create or replace function private.flush() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  changed record;
begin
  for changed in select scope, scope_id from private.epoch_changes where xid = new.xid order by scope, scope_id loop
    if changed.scope = 'account' then update public.accounts set epoch = epoch + 1 where id = changed.scope_id;
    else update public.inboxes set epoch = epoch + 1 where id = changed.scope_id;
    end if;
  end loop;
  delete from private.epoch_changes where xid = new.xid;
  perform private.flush_counters(new.xid);
  perform private.flush_publications(new.xid);
  delete from private.flushes where xid = new.xid;
  return null;
end
$$;
