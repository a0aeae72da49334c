create or replace function private.count_changes(inbox uuid, open_tickets integer, on_hold_tickets integer, recount_missed boolean)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  if open_tickets = 0 and on_hold_tickets = 0 and not recount_missed then return; end if;
  insert into private.counter_changes values (pg_current_xact_id(), inbox, open_tickets, on_hold_tickets, recount_missed);
  perform private.flush_later();
end
$$;
