-- Rows that exist because another does.
create or replace function private.open_counters() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.inbox_counters (inbox_id, account_id) values (new.id, new.account_id);
  return null;
end
$$;
