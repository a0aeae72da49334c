create or replace function private.flush_later() returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.flushes (xid) values (pg_current_xact_id()) on conflict do nothing;
end
$$;
